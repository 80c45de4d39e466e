/** The goals of the bench of sizes, and the report of its figures. */
import { formatCount, renderTable, verdict } from '../lib/table.ts';
import type { ScaleBench, ScaleFigures } from './scale.ts';
import type { Bytes } from './scale-requests.ts';

export interface ScaleGoal {
  readonly text: string;
  readonly isMet: boolean;
}

/** Keyed by the figure that has the goal. `serverMb` is absent where it cannot be measured. */
export type ScaleGoals = Partial<Record<keyof ScaleFigures, ScaleGoal>>;

// Limits of the server with the largest taxonomy.
const servedMs = 3_000;
const longestWaitMs = 200;
const unknownBatchMs = 200;
const serverMb = 400;
// The limit of a delta of one node, at every size.
const deltaBytes = 1_000;
// A lookup in a large map misses the processor's cache. It may not cost more than that.
const conversionGrowth = 2;

export function goalsOf({ sizes }: ScaleBench): ScaleGoals {
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  if (!smallest || !largest) return {};
  const growth = largest.conversionMicroseconds / smallest.conversionMicroseconds;
  return {
    servedMs: { text: '< 3 s', isMet: largest.servedMs < servedMs },
    longestWaitMs: { text: `< ${longestWaitMs} ms`, isMet: largest.longestWaitMs < longestWaitMs },
    unknownBatchMs: { text: `< ${unknownBatchMs} ms`, isMet: largest.unknownBatchMs < unknownBatchMs },
    delta: { text: '< 1 KB', isMet: sizes.every(({ delta }) => delta.identity < deltaBytes) },
    conversionMicroseconds: { text: `≤ ×${conversionGrowth}`, isMet: growth <= conversionGrowth },
    ...(largest.serverMb !== undefined && {
      serverMb: { text: `< ${serverMb} MB`, isMet: largest.serverMb < serverMb },
    }),
  };
}

type Row = readonly [label: string, figure: keyof ScaleFigures, format: (figures: ScaleFigures) => string];

const rows: readonly Row[] = [
  ['publish, first', 'firstPublishMs', ({ firstPublishMs }) => milliseconds(firstPublishMs)],
  ['publish, one node', 'publishMs', ({ publishMs }) => milliseconds(publishMs)],
  ['published → served', 'servedMs', ({ servedMs }) => milliseconds(servedMs)],
  ['longest wait of a reader', 'longestWaitMs', ({ longestWaitMs }) => milliseconds(longestWaitMs)],
  ['memory of the server', 'serverMb', ({ serverMb }) => megabytes(serverMb)],
  ['full state', 'full', ({ full }) => bytes(full.identity)],
  ['full state, br', 'full', ({ full }) => bytes(full.br)],
  ['delta of one node', 'delta', ({ delta }) => bytes(delta.identity)],
  ['delta of one node, br', 'delta', ({ delta }) => bytes(delta.br)],
  ['one conversion', 'conversionMicroseconds', (figures) => microseconds(figures.conversionMicroseconds)],
  ['10,000 unknown addresses', 'unknownBatchMs', ({ unknownBatchMs }) => milliseconds(unknownBatchMs)],
];

/** Fits 80 columns. */
export function renderScale(bench: ScaleBench): string {
  const { sizes, node, cpu } = bench;
  const goals = goalsOf(bench);
  const head = ['nodes', ...sizes.map(({ nodes }) => formatCount(nodes)), 'goal', ''];
  const body = rows.map(([label, figure, format]) => {
    const goal = goals[figure];
    return [label, ...sizes.map(format), goal?.text ?? '', goal ? verdict(goal.isMet) : ''];
  });
  return [
    renderTable(head, body),
    '',
    'Publishing: rules, version, checksum and a row in SQLite. The server is another',
    'process. It notices the release, loads it and serves it, while a reader sends',
    'requests without a pause. Conversions: batches of addresses from the whole tree.',
    ...describeMemory(sizes),
    `Node ${node.slice(1)}, ${cpu}`,
  ].join('\n');
}

/** The difference of two sizes, so that what the server needs without any node does not count. */
function describeMemory(sizes: readonly ScaleFigures[]): string[] {
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  if (smallest?.serverMb === undefined || largest?.serverMb === undefined) return [];
  const perNode = ((largest.serverMb - smallest.serverMb) * 1000) / (largest.nodes - smallest.nodes);
  return [`Each further node takes ${perNode.toFixed(1)} KB of the server's memory.`];
}

export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : formatCount(value)} ms`;
}

export function microseconds(value: number): string {
  return `${value.toFixed(1)} µs`;
}

export function megabytes(value: number | undefined): string {
  return value === undefined ? 'unknown' : `${Math.round(value)} MB`;
}

export function bytes(value: Bytes[keyof Bytes]): string {
  if (value < 1_000) return `${value} B`;
  return value < 1_000_000 ? `${Math.round(value / 1_000)} KB` : `${(value / 1_000_000).toFixed(1)} MB`;
}
