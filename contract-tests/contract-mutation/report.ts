/** The contract mutants as a person reads them, within 80 columns. */
import pc from 'picocolors';
import { detectorNames } from './detectors/detector.ts';
import { type ContractMutationReport, isSafe } from './model.ts';

const KIND = 32;

export function renderContractMutation(run: ContractMutationReport): string {
  const { mutants, unnoticed, withoutDrift, durationMs } = run;
  const rows = mutants.map(({ kind, noticed }) => {
    const marks = detectorNames.map((name) => (name in noticed ? '✓' : '').padEnd(name.length));
    const row = [kind.padEnd(KIND), ...marks].join(' ').trimEnd();
    return unnoticed.includes(kind) ? pc.red(row) : row;
  });
  const drifting = mutants.length - withoutDrift.length;
  const seconds = `${(durationMs / 1000).toFixed(1)} s`;
  const summary = `${mutants.length - unnoticed.length} of ${mutants.length} contract mutants noticed, ${seconds}`;
  return [
    [pc.bold(['edited and generated'.padEnd(KIND), ...detectorNames].join(' ')), ...rows].join('\n'),
    ...unnoticed.map((kind) => pc.red(`✗ nobody notices: ${kind}`)),
    ...withoutDrift.map((kind) => pc.red(`✗ not generated, and drift does not notice: ${kind}`)),
    `edited and not generated: drift notices ${drifting} of ${mutants.length}`,
    isSafe(run) ? pc.green(summary) : pc.red(summary),
  ].join('\n\n');
}
