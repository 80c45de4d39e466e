import pc from 'picocolors';
import type { Counts } from './model.ts';
import type { Outcome } from './run-stage.ts';

/** One line for a stage; for one that failed its whole output and the command that repeats it, too. */
export function describeStage(outcome: Outcome): string {
  const { stage, seconds, output, passed, failed } = outcome;
  const mark = failed > 0 ? pc.red('✗') : passed > 0 ? pc.green('✓') : pc.yellow('-');
  const tests = stage.count === undefined && passed + failed > 0 ? '' : `  ${describeCounts(outcome)}`;
  const line = `${mark} ${stage.name.padEnd(9)}${`${seconds.toFixed(1)} s`.padStart(7)}${tests}`;
  return failed > 0
    ? `${line}\n\n${output.trim()}\n\n${pc.bold('Repeat it alone:')} ${stage.repeat}\n`
    : line;
}

/** The skipped tests with their reasons, and at last the line that tools read: `N passed, N failed`. */
export function describeRun(outcomes: readonly Outcome[]): string {
  const total: Counts = {
    passed: sum(outcomes.map(({ passed }) => passed)),
    failed: sum(outcomes.map(({ failed }) => failed)),
    skipped: outcomes.flatMap(({ skipped }) => skipped),
  };
  const skips = total.skipped.length > 0 ? ['Skipped:', ...total.skipped.map((skip) => `  ${skip}`), ''] : [];
  const broken = outcomes.filter(({ failed }) => failed > 0).map(({ stage }) => stage.name);
  const verdict = broken.length > 0 ? [`Failed: ${broken.join(', ')}`, ''] : [];
  return ['', ...skips, ...verdict, describeCounts(total)].join('\n');
}

function describeCounts({ passed, failed, skipped }: Counts): string {
  const skips = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
  return `${passed} passed, ${failed} failed${skips}`;
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
