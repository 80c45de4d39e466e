import type { StormFailure } from '../../server/store/testing/storm.ts';
import { formatCount, renderTable, verdict } from '../lib/table.ts';
import type { DurabilityBench, StormResult } from './durability.ts';

const head = ['', '', 'acknowledged', 'cut off', 'of them\nstored', 'lost', 'half', 'doubled', ''];

/** Whether no storm left a failure. On CI both stores have to be measured. */
export function isDurable({ storms, absence }: DurabilityBench, environment = process.env): boolean {
  const isComplete = absence === undefined || !environment.CI;
  return isComplete && storms.every(({ faults }) => faults.length === 0);
}

/** Fits 80 columns, except for the sentences about failures. */
export function renderDurability(bench: DurabilityBench): string {
  const failures = bench.storms.flatMap(({ store, faults }) =>
    faults.map(({ detail }) => `${store}: ${detail}`),
  );
  const slowestStart = Math.max(...bench.storms.map(({ startMs }) => startMs));
  return [
    renderTable(head, bench.storms.map(renderStorm)),
    ...(failures.length > 0 ? ['', ...failures] : []),
    '',
    'kills: a process gets kill -9 while it publishes a release of 10,000 nodes.',
    'races: two processes publish at the same time.',
    'cut off: publications that were killed, or that lost the race.',
    'After each storm the server started on the store and served the newest',
    `release completely, at the latest ${formatCount(slowestStart)} ms after its start.`,
    ...(bench.absence === undefined ? [] : [`No PostgreSQL: ${bench.absence}. Set TEST_DATABASE_URL.`]),
  ].join('\n');
}

function renderStorm(result: StormResult): string[] {
  const { store, storm, rounds, acknowledged, failed, unacknowledged, faults } = result;
  const countOf = (kind: StormFailure['kind']) => faults.filter((failure) => failure.kind === kind).length;
  const counts = [acknowledged, failed, unacknowledged, countOf('lost'), countOf('half'), countOf('doubled')];
  return [store, `${rounds} ${storm}`, ...counts.map(String), verdict(faults.length === 0)];
}
