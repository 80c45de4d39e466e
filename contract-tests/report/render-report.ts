/** The report that a person reads, within 80 columns. */
import pc from 'picocolors';
import { renderTable } from '../../lib/table.ts';
import { wrap } from '../../lib/wrap.ts';
import type { CaseGroup, Cell, TargetReport } from '../model.ts';
import type { Evidence } from './evidence.ts';
import { placesToLook } from './places.ts';
import { renderAllowed, renderWaited } from './render-allowed.ts';
import { renderCauses } from './render-causes.ts';

const marks = {
  passed: pc.green('✓'),
  failed: pc.red('✗'),
  uncovered: pc.red('·'),
  skipped: pc.dim('○'),
} satisfies Record<Cell['result'], string>;

export function renderTargetReport(report: TargetReport): string {
  const basis = report.comparedWithExamples ? 'schemas and examples' : 'schemas only: it serves other data';
  const legend = Object.entries(marks).map(([result, mark]) => `${mark} ${result}`);
  return [
    wrap(`${pc.bold(report.target)} at ${report.url}, checked by ${basis}`),
    ...renderCauses(report.failures),
    `${renderMatrix(report.cells)}\n${legend.join('  ')}  (empty: not declared)`,
    ...renderGroups(report.groups),
    ...renderSkippedCells(report.cells),
    ...renderAllowed(report.allowed),
    ...renderWaited(report.waited),
    ...renderPlaces(placesToLook(report.cells, report.failures)),
    renderSummary(report),
  ].join('\n\n');
}

function renderPlaces(places: readonly string[]): string[] {
  if (places.length === 0) return [];
  return [['where to look', ...places.map((place) => wrap(place, 2))].join('\n')];
}

function renderMatrix(cells: readonly Cell[]): string {
  const statuses = statusesOf(cells);
  const operations = [...new Set(cells.map(({ operation }) => operation))];
  const rows = operations.map((operation) => {
    const results = new Map(
      cells.filter((cell) => cell.operation === operation).map(({ status, result }) => [status, result]),
    );
    return [operation, ...statuses.map((status) => markOf(results.get(status)))];
  });
  const aligns = ['left' as const, ...statuses.map(() => 'center' as const)];
  return renderTable(['', ...statuses.map(headOf)], rows, { aligns, gap: ' ' });
}

function statusesOf(cells: readonly Cell[]): number[] {
  return [...new Set(cells.map(({ status }) => status))].sort((a, b) => a - b);
}

/** The first digit stands above the first status of its class. Three digits for each status would not fit. */
function headOf(status: number, index: number, statuses: readonly number[]): string {
  const [first = '', ...others] = String(status);
  const isFirst = !String(statuses[index - 1]).startsWith(first);
  return `${isFirst ? first : ' '}\n${others.join('')}`;
}

function markOf(result: Cell['result'] | undefined): string {
  return result ? marks[result] : '';
}

function renderGroups(groups: readonly CaseGroup[]): string[] {
  if (groups.length === 0) return [];
  const longest = Math.max(...groups.map(({ name }) => name.length));
  const lines = groups.map(({ name, planned, passed, skipped }) => {
    const counts = [
      ...(planned > 0 ? [`${passed} of ${planned}`] : []),
      ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ];
    const mark = planned === 0 ? marks.skipped : marks[passed === planned ? 'passed' : 'failed'];
    return `${mark} ${name.padEnd(longest)}  ${counts.join(', ')}`;
  });
  const note = groups.some(({ skipped }) => skipped > 0) ? ' (skipped: needs a local server)' : '';
  return [`other checks${note}\n${lines.join('\n')}`];
}

/** Lists the skipped cells by name, so that a table with few marks is not taken for a complete one. */
function renderSkippedCells(cells: readonly Cell[]): string[] {
  const skipped = cells.filter(({ result }) => result === 'skipped');
  if (skipped.length === 0) return [];
  const statuses = new Map<string, number[]>();
  for (const status of statusesOf(skipped)) {
    const operations = skipped.filter((cell) => cell.status === status).map(({ operation }) => operation);
    const names = operations.join(', ');
    statuses.set(names, [...(statuses.get(names) ?? []), status]);
  }
  const lines = [...statuses].map(([names, alike]) => wrap(`${alike.join(', ')}: ${names}`, 2));
  return [`skipped statuses: each needs a local server in a provider state\n${lines.join('\n')}`];
}

function renderSummary(report: TargetReport): string {
  const { target, planned, passed, failed, cells, uncovered, durationMs } = report;
  const skipped = cells.filter(({ result }) => result === 'skipped').length;
  const covered = cells.length - uncovered.length - skipped;
  const parts = [
    `${target}: ${passed} of ${planned} passed`,
    `${failed} failed`,
    `${covered} of ${cells.length} statuses covered${skipped > 0 ? ` (${skipped} skipped)` : ''}`,
    seconds(durationMs),
  ];
  return (failed > 0 ? pc.red : pc.green)(wrap(parts.join(', ')));
}

/** The end of a run: which targets and proofs passed, and which failed. */
export function renderVerdict(evidence: Evidence): string {
  const { targets, parity, fuzz, mutation, contractMutation, errors, durationMs } = evidence;
  const proofs = Object.entries({ parity, fuzz, mutation, 'contract mutation': contractMutation });
  const verdicts = [
    ...targets.map(({ target, failed }) => [target, failed > 0 ? 'failed' : 'passed'] as const),
    ...proofs.flatMap(([name, proof]) => (proof ? [[name, proof.verdict] as const] : [])),
    ...Object.keys(errors).map((name) => [name, 'failed'] as const),
  ];
  const lines = (['passed', 'failed'] as const).flatMap((verdict) => {
    const names = verdicts.filter(([, given]) => given === verdict).map(([name]) => name);
    return names.length > 0 ? [`${marks[verdict]} ${verdict}: ${names.join(', ')}`] : [];
  });
  return wrap(`${lines.join('\n')} (${seconds(durationMs)})`);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
