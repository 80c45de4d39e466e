/** A mutation run as a person reads it, within 80 columns. */
import pc from 'picocolors';
import { isPerfect, type MutationReport, type MutatorReport, type Survivor } from './summary.ts';
import { jsonOf, textOf, type WireResponse } from './wire-response.ts';

const COLUMN = 38;
const SURVIVORS_SHOWN = 20;
/** Lines of an answer around what was changed in it. */
const CONTEXT = 2;
const LINES_SHOWN = 12;

export function renderMutation(run: MutationReport): string {
  const more = run.survivors.length - SURVIVORS_SHOWN;
  return [
    renderMutators(run.mutators),
    ...run.survivors.slice(0, SURVIVORS_SHOWN).map(renderSurvivor),
    ...(more > 0 ? [`and ${more} more survivors`] : []),
    ...run.unusedEquivalents.map((id) => pc.red(`✗ listed as equivalent, and no survivor is called ${id}`)),
    renderSummary(run),
  ].join('\n\n');
}

function renderMutators(mutators: readonly MutatorReport[]): string {
  const row = (name: string, ...cells: readonly unknown[]) =>
    [name.padEnd(32), ...cells.map((cell) => String(cell).padStart(12))].join('');
  const rows = mutators.map(({ mutator, mutants, killed, survived, equivalent }) => {
    const text = row(mutator, mutants, killed, survived || '', equivalent || '').trimEnd();
    return survived > 0 ? pc.red(text) : text;
  });
  return [row('mutator', 'mutants', 'killed', 'survived', 'equivalent'), ...rows].join('\n');
}

function renderSurvivor({ id, original, sent }: Survivor): string {
  const [left, right] = differing(linesOf(original), linesOf(sent));
  const rows = Math.max(left.length, right.length);
  const lines = Array.from({ length: Math.min(rows, LINES_SHOWN) }, (_, row) =>
    sideBySide(left[row] ?? '', right[row] ?? ''),
  );
  const more = rows > LINES_SHOWN ? [`    and ${rows - LINES_SHOWN} more lines`] : [];
  const title = id.match(/.{1,78}/g) ?? [];
  return [
    `${pc.red('✗')} ${title.join('\n  ')}`,
    sideBySide('as it was', 'as it was sent'),
    ...lines,
    ...more,
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

/** What is between the lines that both begin with and those that both end with, and a little of those. */
function differing(left: readonly string[], right: readonly string[]): [string[], string[]] {
  const least = Math.min(left.length, right.length);
  let start = 0;
  while (start < least && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < least - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const cut = (lines: readonly string[]) =>
    lines.slice(Math.max(0, start - CONTEXT), lines.length - Math.max(0, end - CONTEXT));
  return [cut(left), cut(right)];
}

function sideBySide(left: string, right: string): string {
  const [leftParts, rightParts] = [inColumn(left), inColumn(right)];
  const rows = Math.max(leftParts.length, rightParts.length);
  return Array.from({ length: rows }, (_, row) =>
    `${(leftParts[row] ?? '').padEnd(COLUMN)} │ ${rightParts[row] ?? ''}`.trimEnd(),
  ).join('\n');
}

function inColumn(text: string): string[] {
  return text.match(new RegExp(`.{1,${COLUMN}}`, 'gu')) ?? [''];
}

function renderSummary(run: MutationReport): string {
  const count = (of: (mutator: MutatorReport) => number) =>
    run.mutators.reduce((sum, mutator) => sum + of(mutator), 0);
  const [mutants, killed] = [count(({ mutants }) => mutants), count(({ killed }) => killed)];
  const equivalent = count((mutator) => mutator.equivalent);
  const score = `${(Math.floor(run.score * 100) / 100).toString()} %`;
  const seconds = `${(run.durationMs / 1000).toFixed(1)} s`;
  const summary = `mutation score ${score}: ${killed} of ${mutants} killed, ${equivalent} equivalent, ${seconds}`;
  return isPerfect(run) ? pc.green(summary) : pc.red(summary);
}
