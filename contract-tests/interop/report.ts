import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import { projectRoot } from '../../lib/project.ts';
import type { Counts } from '../../lib/stages/model.ts';
import type { InteropResult, InteropTool } from './model.ts';

const marks = { passed: pc.green('✓'), failed: pc.red('✗'), skipped: '-' };

/** One tool, within 80 columns, with what is wrong below it. */
export function renderLine({ name, verdict, details, seconds }: InteropResult): string {
  const head = `${marks[verdict]} ${name.padEnd(32)} ${seconds.toFixed(1).padStart(5)} s`;
  return [
    head,
    ...details.map((detail) => wrapAnsi(detail, 76, { hard: true }).replaceAll(/^/gm, '    ')),
  ].join('\n');
}

/** The last line: how many tools passed, failed and were skipped. */
export function renderInterop(results: readonly InteropResult[]): string {
  const { passed, failed, skipped } = interopCounts(results);
  const failing = results.filter(({ verdict }) => verdict === 'failed').map(({ name }) => name);
  const repeat = failing.length > 0 ? `To repeat: npm run interop -- --only ${failing[0]}\n` : '';
  return `${repeat}${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
}

export function interopCounts(results: readonly InteropResult[]): Counts {
  const of = (verdict: InteropResult['verdict']) => results.filter((result) => result.verdict === verdict);
  return {
    passed: of('passed').length,
    failed: of('failed').length,
    skipped: of('skipped').map(({ name, details }) => `${name}: ${details.join(' ')}`),
  };
}

const page = join(projectRoot, 'docs/interop.md');
const tableRows = /^\| [\s\S]*\|$/m;

/** Writes the table of docs/interop.md: tool, version, what is checked, result. */
export async function saveInterop(
  tools: readonly InteropTool[],
  results: readonly InteropResult[],
): Promise<void> {
  const cells = tools.map(({ name, packages, proves }) => {
    const verdict = results.find((result) => result.name === name)?.verdict ?? 'skipped';
    const versions =
      packages.length > 0 ? packages.map((one) => `\`${one}\``).join(', ') : 'as in the project';
    return [name, versions, proves, verdict];
  });
  const head = ['tool', 'packages', 'what is checked', 'result'];
  const widths = head.map((title, column) =>
    Math.max(...[head, ...cells].map((row) => (row[column] ?? title).length)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const text = await readFile(page, 'utf8');
  await writeFile(
    page,
    text.replace(tableRows, () => [line(head), rule, ...cells.map(line)].join('\n')),
  );
}
