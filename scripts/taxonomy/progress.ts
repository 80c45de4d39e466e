import type { Surroundings } from './surroundings.ts';

/** One line on a terminal that each step overwrites; nothing where nobody sees it. */
export function showProgress({ isTerminal, talk }: Surroundings, step = ''): void {
  if (isTerminal) talk(`\r\u001b[K${step}`);
}
