import type { LoopBench } from './loop.ts';
import { renderTable } from './table.ts';
import { verdict } from './verdict.ts';

export function renderLoop({ edits, goalMs, places }: LoopBench): string {
  const rows = places.map(({ place, medianMs, maxMs, withinGoal }) => [
    place,
    `${Math.round(medianMs)} ms`,
    `${Math.round(maxMs)} ms`,
    verdict(withinGoal),
  ]);
  return [
    renderTable(['', 'median', 'max', `${goalMs} ms`], rows),
    '',
    `From saving an edit of the contract until it is there; ${edits} edits, everything warm.`,
  ].join('\n');
}
