/** One block for each cause of failures, in a few lines whatever is wrong. */
import pc from 'picocolors';
import { wrap } from '../../lib/wrap.ts';
import type { CaseFailure } from '../model.ts';
import { type Cause, causesOf } from './causes.ts';
import { remedyOf } from './remedies.ts';

/** Of all blocks. The table of cells, the groups and the skipped statuses fill 75 more. */
const linesShown = 25;
const failuresShown = 5;
const namesShown = 3;
const longestFailure = 300;

export function renderCauses(failures: readonly CaseFailure[]): string[] {
  const causes = causesOf(failures);
  const blocks: string[] = [];
  let lines = 0;
  for (const block of causes.map(renderCause)) {
    lines += block.split('\n').length + 1;
    if (blocks.length > 0 && lines > linesShown) break;
    blocks.push(block);
  }
  const hidden = causes.slice(blocks.length);
  if (hidden.length === 0) return blocks;
  const cases = new Set(hidden.flatMap(({ testCases }) => testCases)).size;
  const where = '--evidence FILE or --json has them all';
  return [...blocks, pc.red(wrap(`and ${hidden.length} more causes, in ${cases} cases: ${where}.`))];
}

function renderCause({ failures, testCases, curl }: Cause): string {
  const [first = '', ...others] = testCases;
  const remedies = new Set(failures.flatMap((failure) => remedyOf(failure) ?? []));
  const more = failures.length - failuresShown;
  return [
    `${pc.red('✗')} ${first}`,
    ...failures.slice(0, failuresShown).map(({ where, detail }) => wrap(shortened(`${where} ${detail}`), 4)),
    ...(more > 0 ? [`    and ${more} more`] : []),
    ...(others.length > 0 ? [renderOthers(others)] : []),
    ...[...remedies].map((remedy) => wrap(`→ ${remedy}`, 4)),
    // In one line, so that it can be copied.
    ...(curl === undefined ? [] : [`    ${curl}`]),
  ].join('\n');
}

function renderOthers(others: readonly string[]): string {
  const more = others.length > namesShown ? ', …' : '';
  const names = others.slice(0, namesShown).join(', ');
  return wrap(`the same in ${others.length} more: ${names}${more}`, 4);
}

function shortened(text: string): string {
  return text.length > longestFailure ? `${text.slice(0, longestFailure)}…` : text;
}
