import { readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { projectRoot } from '../../lib/project.ts';

/** An error, thrown or read from the log. */
interface Thrown {
  /** The name of its class: `name` where it was thrown, `type` in the log. */
  readonly name?: string;
  readonly type?: string;
  readonly message?: string;
  readonly stack?: string;
}

/** One line: `file:line message` with the place in our code, as far as the error has one. */
export function explainError(error: unknown, root: string = projectRoot): string {
  const { name, type = name, message = String(error), stack = '' } = (error ?? {}) as Thrown;
  // The message says what to do, and nothing is wrong where it was thrown.
  if (type === 'MissingHandler') return message;
  const [, syntaxFile, syntaxLine, syntax] = /^(\/.*?):(\d+):\d+: ERROR: (.*)$/m.exec(message) ?? [];
  if (syntaxFile) return `${relative(root, syntaxFile)}:${syntaxLine} ${syntax}`;
  const [, kind, missing = '', importer] =
    /^Cannot find (module|package) '(.*)' imported from (.*)$/.exec(message) ?? [];
  if (importer) {
    const what = kind === 'package' ? `the package ${missing}` : relative(root, missing);
    return `${relative(root, importer)}:${lineOf(importer, basename(missing))} imports ${what}, which does not exist`;
  }
  const [firstLine = ''] = message.split('\n');
  const place = placeOf(stack, root);
  return place === undefined ? firstLine : `${place} ${firstLine}`;
}

/** `file:line` of the first mention of a file of ours. */
function placeOf(stack: string, root: string): string | undefined {
  const mentions = stack.matchAll(/(?:^|\(|at |file:\/\/)(\/[^\n()]*?):(\d+)(?=[:\n)]|$)/gm);
  for (const [, file = '', line] of mentions) {
    const path = relative(root, file);
    if (!path.startsWith('..') && !path.includes('node_modules')) return `${path}:${line}`;
  }
  return undefined;
}

function lineOf(file: string, text: string): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  return (
    Math.max(
      0,
      lines.findIndex((line) => line.includes(text)),
    ) + 1
  );
}
