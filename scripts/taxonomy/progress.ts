import type { CommandIO } from './command-io.ts';

/** One line on a terminal that each step overwrites; nothing where nobody sees it. */
export function showProgress({ isTerminal, stderr }: CommandIO, step = ''): void {
  if (isTerminal) stderr(`\r\u001b[K${step}`);
}
