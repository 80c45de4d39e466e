const WIDTH = 80;

/** A line of a report that says enough in its first 80 columns. */
export function cut(line: string): string {
  return line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line;
}
