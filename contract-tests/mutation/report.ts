/** The report of a mutation run for the terminal, with lines of at most 80 columns. */
import pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import { renderTable } from '../../lib/table.ts';
import type { WireResponse } from '../http/forward.ts';
import { isPerfect, type MutationReport, type MutatorReport, type Survivor } from './summary.ts';
import { jsonOf, textOf } from './wire-response.ts';

const width = 80;
const columnWidth = 38;
const mostSurvivors = 20;
/** Unchanged lines shown before and after a change. */
const contextLines = 2;
const mostLines = 12;

export function renderMutation(run: MutationReport): string {
  const more = run.survivors.length - mostSurvivors;
  return [
    renderMutators(run.mutators),
    ...run.survivors.slice(0, mostSurvivors).map(renderSurvivor),
    ...(more > 0 ? [`and ${more} more survivors`] : []),
    ...run.unusedEquivalents.map((id) => pc.red(`✗ listed as equivalent, but no survivor matches ${id}`)),
    renderSummary(run),
  ].join('\n\n');
}

function renderMutators(mutators: readonly MutatorReport[]): string {
  const rows = mutators.map(({ mutator, mutants, killed, survived, equivalent }) => {
    const row = [mutator, String(mutants), String(killed), String(survived || ''), String(equivalent || '')];
    return survived > 0 ? row.map(pc.red) : row;
  });
  const aligns = ['left', 'right', 'right', 'right', 'right'] as const;
  return renderTable(['mutator', 'mutants', 'killed', 'survived', 'equivalent'], rows, { aligns });
}

function renderSurvivor({ id, original, sent }: Survivor): string {
  const [left, right] = changedLines(linesOf(original), linesOf(sent));
  const count = Math.max(left.length, right.length);
  const rows = Array.from({ length: Math.min(count, mostLines) }, (_, row) =>
    [left[row] ?? '', right[row] ?? ''].map((line) =>
      wrapAnsi(line, columnWidth, { hard: true, trim: false }),
    ),
  );
  const widths = [columnWidth, columnWidth];
  return [
    `${pc.red('✗')} ${wrapAnsi(id, width - 2, { hard: true }).replaceAll('\n', '\n  ')}`,
    renderTable(['original', 'mutated'], rows, { widths, gap: ' │ ' }),
    ...(count > mostLines ? [`    and ${count - mostLines} more lines`] : []),
  ].join('\n');
}

function linesOf(response: WireResponse): string[] {
  const headers = Object.entries(response.headers).map(([name, value]) => `${name}: ${value}`);
  return [String(response.status), ...headers, '', ...bodyOf(response).split('\n')];
}

function bodyOf(response: WireResponse): string {
  try {
    return JSON.stringify(jsonOf(response), null, 2) ?? textOf(response);
  } catch {
    return response.body.toString();
  }
}

/** Without the lines that both have at the start and at the end, except for a few lines of context. */
function changedLines(left: readonly string[], right: readonly string[]): [string[], string[]] {
  const least = Math.min(left.length, right.length);
  let start = 0;
  while (start < least && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < least - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const trim = (lines: readonly string[]) =>
    lines.slice(Math.max(0, start - contextLines), lines.length - Math.max(0, end - contextLines));
  return [trim(left), trim(right)];
}

function renderSummary(run: MutationReport): string {
  const sum = (count: 'mutants' | 'killed' | 'equivalent') =>
    run.mutators.reduce((total, mutator) => total + mutator[count], 0);
  const score = `${Math.floor(run.score * 100) / 100} %`;
  const seconds = `${(run.durationMs / 1000).toFixed(1)} s`;
  const killed = `${sum('killed')} of ${sum('mutants')} killed, ${sum('equivalent')} equivalent`;
  const summary = `mutation score ${score}: ${killed}, ${seconds}`;
  return isPerfect(run) ? pc.green(summary) : pc.red(summary);
}
