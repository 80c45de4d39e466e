/** A run as a person reads it, within 80 columns. */
import pc from 'picocolors';
import { renderTable } from '../../lib/table.ts';
import type { CaseFailure, CaseGroup, Cell, TargetReport } from '../model.ts';

const WIDTH = 80;
/** An answer that is wrong in a hundred places is wrong in one; the first few tell which. */
const FAILURES_SHOWN = 5;

const marks = {
  passed: pc.green('✓'),
  failed: pc.red('✗'),
  uncovered: pc.red('·'),
  skipped: pc.dim('○'),
} satisfies Record<Cell['result'], string>;

export function renderRun(run: TargetReport): string {
  const measure = run.comparedWithExamples ? 'schemas and examples' : 'schemas alone, its data is not ours';
  const legend = Object.entries(marks).map(([result, mark]) => `${mark} ${result}`);
  return [
    `${pc.bold(run.target)} ${run.url} (by ${measure})`,
    ...renderFailures(run.failures),
    `${renderMatrix(run.cells)}\n${legend.join('  ')}  (empty: not declared)`,
    ...renderGroups(run.groups),
    ...renderLocalOnly(run.cells),
    renderSummary(run),
  ].join('\n\n');
}

function renderFailures(failures: readonly CaseFailure[]): string[] {
  const names = [...new Set(failures.map(({ testCase }) => testCase))];
  return names.map((name) => {
    const own = failures.filter(({ testCase }) => testCase === name);
    const more = own.length > FAILURES_SHOWN ? [`    and ${own.length - FAILURES_SHOWN} more`] : [];
    const lines = own.slice(0, FAILURES_SHOWN).map(({ where, detail }) => wrap(`${where} ${detail}`, 4));
    return [`${marks.failed} ${name}`, ...lines, ...more].join('\n');
  });
}

function wrap(text: string, indent: number): string {
  const width = WIDTH - indent;
  const lines = text.match(new RegExp(`.{1,${width}}(?=\\s|$)|.{1,${width}}`, 'g')) ?? [];
  return lines.map((line) => `${' '.repeat(indent)}${line.trim()}`).join('\n');
}

function renderMatrix(cells: readonly Cell[]): string {
  const statuses = [...new Set(cells.map(({ status }) => status))].sort((a, b) => a - b);
  const operations = [...new Set(cells.map(({ operation }) => operation))];
  const rows = operations.map((operation) => {
    const own = new Map(
      cells.filter((cell) => cell.operation === operation).map(({ status, result }) => [status, result]),
    );
    return [operation, ...statuses.map((status) => markOf(own.get(status)))];
  });
  const aligns = ['left' as const, ...statuses.map(() => 'center' as const)];
  return renderTable(['', ...statuses.map(headOf)], rows, { aligns, gap: ' ' });
}

/** The class above its first status: three digits for each would need more columns than there are. */
function headOf(status: number, index: number, statuses: readonly number[]): string {
  const [first = '', ...others] = String(status);
  const isFirst = !String(statuses[index - 1]).startsWith(first);
  return `${isFirst ? first : ' '}\n${others.join('')}`;
}

function renderGroups(groups: readonly CaseGroup[]): string[] {
  if (groups.length === 0) return [];
  const width = Math.max(...groups.map(({ name }) => name.length));
  const lines = groups.map(({ name, planned, passed, skipped }) => {
    const omitted = skipped > 0 ? [`${skipped} skipped`] : [];
    const counts = planned > 0 ? [`${passed} of ${planned}`] : [];
    const mark = planned === 0 ? marks.skipped : marks[passed === planned ? 'passed' : 'failed'];
    return `${mark} ${name.padEnd(width)}  ${[...counts, ...omitted].join(', ')}`;
  });
  const note = groups.some(({ skipped }) => skipped > 0) ? ' (skipped: needs a local server)' : '';
  return [`beside the declared statuses${note}\n${lines.join('\n')}`];
}

/** By name, because a table that is half empty is easily taken for a whole one. */
function renderLocalOnly(cells: readonly Cell[]): string[] {
  const local = cells.filter(({ result }) => result === 'skipped');
  if (local.length === 0) return [];
  const statuses = [...new Set(local.map(({ status }) => status))].sort((a, b) => a - b);
  const lines = statuses.map((status) => {
    const operations = local.filter((cell) => cell.status === status).map(({ operation }) => operation);
    return wrap(`${status}: ${operations.join(', ')}`, 2);
  });
  return [`skipped: needs a local server, which can be made to fail\n${lines.join('\n')}`];
}

function markOf(result: Cell['result'] | undefined): string {
  return result ? marks[result] : '';
}

function renderSummary({
  target,
  planned,
  passed,
  failed,
  cells,
  uncovered,
  durationMs,
}: TargetReport): string {
  const local = cells.filter(({ result }) => result === 'skipped').length;
  const elsewhere = local > 0 ? ` (${local} skipped)` : '';
  const reached = `${cells.length - uncovered.length - local} of ${cells.length} cells covered${elsewhere}`;
  const seconds = `${(durationMs / 1000).toFixed(1)} s`;
  const summary = wrap(
    `${target}: ${passed} of ${planned} passed, ${failed} failed, ${reached}, ${seconds}`,
    0,
  );
  return failed > 0 ? pc.red(summary) : pc.green(summary);
}
