import wrapAnsi from 'wrap-ansi';

const columns = 80;

/** Breaks a text into lines of at most 80 columns, each after an indent. */
export function wrap(text: string, indent = 0): string {
  return wrapAnsi(text, columns - indent, { hard: true }).replaceAll(/^/gm, ' '.repeat(indent));
}
