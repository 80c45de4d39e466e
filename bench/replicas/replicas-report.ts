/** The goals of the replicas, and the report of the figures. */
import { medianOf } from '../lib/statistics.ts';
import { formatCount, renderTable, verdict } from '../lib/table.ts';
import type { ReplicasBench } from './replicas.ts';

export interface Expectation {
  readonly what: string;
  /** One for each replica. */
  readonly figures: readonly number[];
  readonly unit: 'ms' | '';
  /** The most that any figure may be; a row without a goal is only printed. */
  readonly goal?: number;
}

const reachGoalMs = 2000;
const noticeGoalMs = 2000;
// A replica that lost the database tries again after at most 1 s. Connecting may take 2 s more.
const recoverGoalMs = 5000;

export function expectationsOf(bench: ReplicasBench): Expectation[] {
  const { reachMs, outage, reachAfterOutageMs, reads } = bench;
  const reached = reads.map((_, index) => reachMs.map((times) => times[index] ?? Number.POSITIVE_INFINITY));
  const { noticeMs, recoverMs, refusals } = outage;
  const wrong = refusals.map(({ status, saysWhenToRetry }) => Number(status !== 503 || !saysWhenToRetry));
  return [
    { what: 'publish → served, median', figures: reached.map(medianOf), unit: 'ms' },
    { what: 'publish → served, slowest', figures: reached.map(most), unit: 'ms', goal: reachGoalMs },
    { what: 'database stops → degraded', figures: noticeMs, unit: 'ms', goal: noticeGoalMs },
    { what: 'time to refuse a publish', figures: refusals.map(({ ms }) => ms), unit: 'ms' },
    { what: '… not 503 with Retry-After', figures: wrong, unit: '', goal: 0 },
    { what: 'database starts → healthy', figures: recoverMs, unit: 'ms', goal: recoverGoalMs },
    { what: 'then publish → served', figures: reachAfterOutageMs, unit: 'ms', goal: recoverGoalMs },
    { what: 'reads', figures: reads.map((read) => read.reads), unit: '' },
    { what: 'reads that failed', figures: reads.map(({ failed }) => failed), unit: '', goal: 0 },
    { what: 'reads of an older version', figures: reads.map(({ wentBack }) => wentBack), unit: '', goal: 0 },
    { what: 'slowest read', figures: reads.map(({ slowestMs }) => slowestMs), unit: 'ms' },
    { what: 'releases missing or extra', figures: miscounts(bench), unit: '', goal: 0 },
  ];
}

export function isMet({ figures, goal = Number.POSITIVE_INFINITY }: Expectation): boolean {
  return most(figures) <= goal;
}

/** Fits 80 columns with up to three replicas. */
export function renderReplicas(bench: ReplicasBench): string {
  const head = ['replica', ...bench.reads.map((_, index) => String(index + 1)), 'goal', ''];
  const details = bench.reads.flatMap((read) => read.details);
  return [
    renderTable(head, expectationsOf(bench).map(renderExpectation)),
    '',
    ...details,
    `${bench.publishes} releases were published over HTTP, at each replica in turn.`,
    `The database then stopped for ${bench.downMs / 1000} s and started again. One more release followed.`,
    `Database: ${bench.database}.`,
    `Node ${bench.node.slice(1)}`,
  ].join('\n');
}

function renderExpectation(expectation: Expectation): string[] {
  const { what, figures, unit, goal } = expectation;
  const format = (figure: number) => `${formatCount(figure)} ${unit}`.trim();
  const judged = goal === undefined ? ['', ''] : [`≤ ${format(goal)}`, verdict(isMet(expectation))];
  return [what, ...figures.map(format), ...judged];
}

/** Each 201 has to be one release at every replica. A refused publication may not be a release anywhere. */
function miscounts({ versions, published }: ReplicasBench): number[] {
  return versions.map((list) => {
    const missing = published.filter((version) => !list.includes(version));
    const foreign = list.filter((version) => !published.includes(version));
    return missing.length + foreign.length;
  });
}

function most(figures: readonly number[]): number {
  return Math.max(...figures);
}
