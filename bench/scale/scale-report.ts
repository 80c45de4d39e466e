/** The bench of sizes as a person reads it, within 80 columns. */

import { renderTable } from '../lib/table.ts';
import { verdict } from '../lib/verdict.ts';
import type { ScaleBench, ScaleFigures } from './scale.ts';
import { goalsOf } from './scale-goals.ts';
import type { Bytes } from './scale-requests.ts';

type Row = readonly [label: string, figure: keyof ScaleFigures, format: (figures: ScaleFigures) => string];

const rows: readonly Row[] = [
  ['publish, first', 'firstPublishMs', ({ firstPublishMs }) => milliseconds(firstPublishMs)],
  ['publish, one node', 'publishMs', ({ publishMs }) => milliseconds(publishMs)],
  ['until it is served', 'servedMs', ({ servedMs }) => milliseconds(servedMs)],
  ['longest wait of a reader', 'longestWaitMs', ({ longestWaitMs }) => milliseconds(longestWaitMs)],
  ['memory of the server', 'serverMb', ({ serverMb }) => megabytes(serverMb)],
  ['full state', 'full', ({ full }) => bytes(full.identity)],
  ['full state, br', 'full', ({ full }) => bytes(full.br)],
  ['delta of one node', 'delta', ({ delta }) => bytes(delta.identity)],
  ['delta of one node, br', 'delta', ({ delta }) => bytes(delta.br)],
  ['one conversion', 'conversionMicroseconds', (figures) => microseconds(figures.conversionMicroseconds)],
  ['10,000 unknown addresses', 'unknownBatchMs', ({ unknownBatchMs }) => milliseconds(unknownBatchMs)],
];

export function renderScale(bench: ScaleBench): string {
  const { sizes, node, cpu } = bench;
  const goals = goalsOf(bench);
  const head = ['nodes', ...sizes.map(({ nodes }) => nodes.toLocaleString('en')), 'goal', ''];
  const body = rows.map(([label, figure, format]) => {
    const goal = goals[figure];
    return [label, ...sizes.map(format), goal?.text ?? '', goal ? verdict(goal.isMet) : ''];
  });
  return [
    renderTable(head, body),
    '',
    'Publishing: rules, version, checksum, a row in SQLite. Then the server, another',
    'process, sees it, loads it and swaps to it, while a reader asks without pause.',
    'Conversions: in batches of addresses from all over the tree.',
    ...describeMemory(sizes),
    `Node ${node.slice(1)}, ${cpu}`,
  ].join('\n');
}

/** What is there without any node is left out by comparing two sizes. */
function describeMemory(sizes: readonly ScaleFigures[]): string[] {
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  if (smallest?.serverMb === undefined || largest?.serverMb === undefined) return [];
  const perNode = ((largest.serverMb - smallest.serverMb) * 1000) / (largest.nodes - smallest.nodes);
  return [`Each further node takes ${perNode.toFixed(1)} KB of the server's memory.`];
}

export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en')} ms`;
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
