/** The storms as a person reads them, within 80 columns. */
import type { StormFailure } from '../../server/store/testing/storm.ts';
import { renderTable } from '../lib/table.ts';
import { verdict } from '../lib/verdict.ts';
import type { DurabilityBench, StormResult } from './durability.ts';

const head = ['', '', 'acknowledged', 'cut off', 'of them\nstored', 'lost', 'half', 'doubled', ''];

/** Whether every storm, on every store that had to be there, left no fault. */
export function isDurable({ storms, absence }: DurabilityBench, environment = process.env): boolean {
  const isComplete = absence === undefined || !environment.CI;
  return isComplete && storms.every(({ faults }) => faults.length === 0);
}

export function renderDurability(bench: DurabilityBench): string {
  const faults = bench.storms.flatMap(({ store, faults }) =>
    faults.map(({ detail }) => `${store}: ${detail}`),
  );
  const slowestStart = Math.max(...bench.storms.map(({ startMs }) => startMs));
  return [
    renderTable(head, bench.storms.map(renderStorm)),
    ...(faults.length > 0 ? ['', ...faults] : []),
    '',
    'kills: kill -9 at any moment of publishing a release of 10,000 nodes.',
    'races: two processes publish side by contender; cut off is whoever was second.',
    'After each storm the server starts on what is left and serves the newest',
    `release, whole: within ${Math.round(slowestStart)} ms.`,
    ...(bench.absence === undefined ? [] : [`No PostgreSQL: ${bench.absence}. Set TEST_DATABASE_URL.`]),
  ].join('\n');
}

function renderStorm({
  store,
  storm,
  rounds,
  acknowledged,
  failed,
  unacknowledged,
  faults,
}: StormResult): string[] {
  const countOf = (kind: StormFailure['kind']) =>
    String(faults.filter((fault) => fault.kind === kind).length);
  return [
    store,
    `${rounds} ${storm}`,
    String(acknowledged),
    String(failed),
    String(unacknowledged),
    ...(['lost', 'half', 'doubled'] as const).map(countOf),
    verdict(faults.length === 0),
  ];
}
