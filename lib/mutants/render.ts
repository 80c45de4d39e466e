import pc from 'picocolors';
import { renderTable } from '../table.ts';
import type { FolderSummary } from './model.ts';
import { isGood } from './summary.ts';

/** Survivors without a reason, unused reasons, and the table of folders. */
export function renderMutants(summaries: readonly FolderSummary[]): string {
  const survivors = summaries.flatMap((summary) => summary.survivors);
  const rows = summaries.map((summary) => {
    const { folder, mutants, killed, timeout, score } = summary;
    const withReason = summary.survivors.filter(({ reason }) => reason !== undefined).length;
    const counts = [mutants, killed, summary.survivors.length, withReason, timeout].map(String);
    const row = [folder, ...counts, `${Math.floor(score * 10) / 10} %`];
    return isGood(summary) ? row : row.map(pc.red);
  });
  const head = ['folder', 'mutants', 'killed', 'survived', 'of them with a reason', 'timeout', 'score'];
  return [
    ...survivors
      .filter(({ reason }) => reason === undefined)
      .map(({ place, description }) => `${pc.red('✗')} ${place}\n  ${description}`),
    ...summaries.flatMap(({ unused }) => unused).map((line) => `${pc.red('✗')} no such survivor: ${line}`),
    renderTable(head, rows, { aligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right'] }),
  ].join('\n');
}
