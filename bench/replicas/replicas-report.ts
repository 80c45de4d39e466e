/** What has to hold of the replicas, and the figures as a person reads them, within 80 columns. */
import { medianOf } from '../lib/statistics.ts';
import { renderTable } from '../lib/table.ts';
import { verdict } from '../lib/verdict.ts';
import type { ReplicasBench } from './replicas.ts';

export interface Expectation {
  readonly what: string;
  /** By replica. */
  readonly figures: readonly number[];
  readonly unit: 'ms' | '';
  /** What no figure may be above; without a goal they are only told. */
  readonly goal?: number;
}

const reachGoalMs = 2000;
const noticeGoalMs = 2000;
// A replica that lost the database tries again after a second at most; to connect may take two more.
const recoverGoalMs = 5000;

export function expectationsOf(bench: ReplicasBench): Expectation[] {
  const { reachMs, outage, reachAfterOutageMs, reads } = bench;
  const reached = reads.map((_, index) => reachMs.map((times) => times[index] ?? Number.POSITIVE_INFINITY));
  const { noticeMs, recoverMs, refusals } = outage;
  const unclear = refusals.map(({ status, saysWhenToRetry }) => Number(status !== 503 || !saysWhenToRetry));
  return [
    { what: 'publish → served, median', figures: reached.map(medianOf), unit: 'ms' },
    { what: 'publish → served, most', figures: reached.map(most), unit: 'ms', goal: reachGoalMs },
    { what: 'database stops → degraded', figures: noticeMs, unit: 'ms', goal: noticeGoalMs },
    { what: '… publish → refused', figures: refusals.map(({ ms }) => ms), unit: 'ms' },
    { what: '… refused, but not by 503', figures: unclear, unit: '', goal: 0 },
    { what: 'database starts → healthy', figures: recoverMs, unit: 'ms', goal: recoverGoalMs },
    { what: '… publish → served', figures: reachAfterOutageMs, unit: 'ms', goal: recoverGoalMs },
    { what: 'reads', figures: reads.map((read) => read.reads), unit: '' },
    { what: '… failed', figures: reads.map(({ failed }) => failed), unit: '', goal: 0 },
    { what: '… older than before', figures: reads.map(({ wentBack }) => wentBack), unit: '', goal: 0 },
    { what: '… slowest', figures: reads.map(({ slowestMs }) => slowestMs), unit: 'ms' },
    { what: 'releases too few, too many', figures: miscounts(bench), unit: '', goal: 0 },
  ];
}

export function isMet({ figures, goal = Number.POSITIVE_INFINITY }: Expectation): boolean {
  return most(figures) <= goal;
}

export function renderReplicas(bench: ReplicasBench): string {
  const head = ['replica', ...bench.reads.map((_, index) => String(index + 1)), 'goal', ''];
  const details = bench.reads.flatMap((read) => read.details);
  return [
    renderTable(head, expectationsOf(bench).map(renderExpectation)),
    '',
    ...details,
    `Published over HTTP at each in turn: ${bench.publishes}, and 1 after the outage.`,
    `The database: ${bench.database}.`,
    `Node ${bench.node.slice(1)}`,
  ].join('\n');
}

function renderExpectation(expectation: Expectation): string[] {
  const { what, figures, unit, goal } = expectation;
  const format = (figure: number) => `${Math.round(figure).toLocaleString('en')} ${unit}`.trim();
  const judgement = goal === undefined ? ['', ''] : [`≤ ${format(goal)}`, verdict(isMet(expectation))];
  return [what, ...figures.map(format), ...judgement];
}

/** Every publication that was answered 201 is one release, at every replica; a refused one is none. */
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
