import { renderTable } from '../lib/table.ts';
import { verdict } from '../lib/verdict.ts';
import type { LoopBench } from './loop.ts';
import type { ToolsSummary } from './loop-summary.ts';

export function renderLoop({ edits, goalMs, places, tools }: LoopBench): string {
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
    '',
    renderTable(['', 'median (least–most)', 'goal', ''], [renderShare(tools)]),
    '',
    `The tools one after another: redocly bundle, openapi-typescript, prism mock and the server,`,
    `each started anew, take ${(tools.medianMs / 1000).toFixed(1)} s.`,
  ].join('\n');
}

function renderShare({ share, shareGoal, withinGoal }: ToolsSummary): string[] {
  const [median, min, max] = [share.median, share.min, share.max].map((each) => each.toFixed(3));
  return ['everywhere ÷ the tools', `${median} (${min}–${max})`, `≤ ${shareGoal}`, verdict(withinGoal)];
}
