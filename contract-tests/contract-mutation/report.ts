/** The report of the contract mutants for the terminal, with lines of at most 80 columns. */
import pc from 'picocolors';
import { renderTable } from '../../lib/table.ts';
import { type ContractMutationReport, detectorNames, isSafe } from './model.ts';

export function renderContractMutation(run: ContractMutationReport): string {
  const { mutants, unnoticed, withoutDrift, durationMs } = run;
  const rows = mutants.map(({ kind, noticed }) => {
    const row = [kind, ...detectorNames.map((name) => (name in noticed ? '✓' : ''))];
    return unnoticed.includes(kind) ? row.map(pc.red) : row;
  });
  const drifting = mutants.length - withoutDrift.length;
  const seconds = `${(durationMs / 1000).toFixed(1)} s`;
  const summary = `${mutants.length - unnoticed.length} of ${mutants.length} contract mutants noticed, ${seconds}`;
  return [
    renderTable(['edit, then npm run generate', ...detectorNames], rows),
    ...unnoticed.map((kind) => pc.red(`✗ no detector noticed: ${kind}`)),
    ...withoutDrift.map((kind) => pc.red(`✗ no drift without npm run generate: ${kind}`)),
    `edit without npm run generate: ${drifting} of ${mutants.length} noticed as drift`,
    isSafe(run) ? pc.green(summary) : pc.red(summary),
  ].join('\n\n');
}
