import { formatCount, renderTable, verdict } from '../lib/table.ts';
import type { Expectation } from './expectation.ts';
import type { ResilienceBench } from './resilience.ts';

/** What could not be measured is a miss on CI only. */
export function isMet({ figure, goal }: Expectation, environment = process.env): boolean {
  if (goal === undefined) return true;
  return figure === undefined ? !environment.CI : figure <= goal;
}

/** Fits 80 columns. */
export function renderResilience({ expectations, node, cpu, effort }: ResilienceBench): string {
  return [
    renderTable(['', 'figure', 'goal', ''], expectations.map(renderRow)),
    '',
    'Reads: GET layers without a pause, from a process of its own.',
    `Taxonomy: ${formatCount(effort.nodes)} nodes for the longest waits, the bundled one otherwise.`,
    `Node ${node.slice(1)}, ${cpu}`,
  ].join('\n');
}

function renderRow(expectation: Expectation): string[] {
  const { what, figure, unit, goal } = expectation;
  const digits = (value: number) => (value < 10 ? String(Math.round(value * 10) / 10) : formatCount(value));
  const format = (value: number) => `${digits(value)} ${unit}`.trim();
  if (figure === undefined)
    return [what, 'unknown', goal === undefined ? '' : `≤ ${format(goal)}`, 'skipped'];
  return [
    what,
    format(figure),
    ...(goal === undefined ? ['', ''] : [`≤ ${format(goal)}`, verdict(isMet(expectation))]),
  ];
}
