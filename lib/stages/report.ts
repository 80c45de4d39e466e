import pc from 'picocolors';
import type { Counts, StageResult } from './model.ts';

/** One line for a stage. A failed one also shows its output and the command that repeats it. */
export function describeStage(result: StageResult): string {
  const { stage, seconds, output, passed, failed } = result;
  const mark = failed > 0 ? pc.red('✗') : passed > 0 ? pc.green('✓') : pc.yellow('-');
  const tests = stage.count === undefined && passed + failed > 0 ? '' : `  ${describeCounts(result)}`;
  const line = `${mark} ${`${stage.name} `.padEnd(9)}${`${seconds.toFixed(1)} s`.padStart(7)}${tests}`;
  return failed > 0
    ? `${line}\n\n${output.trim()}\n\n${pc.bold('Repeat it alone:')} ${stage.repeat}\n`
    : line;
}

/** The skipped tests with their reasons. The last line is for tools: `N passed, N failed`. */
export function describeRun(results: readonly StageResult[]): string {
  const total: Counts = {
    passed: sum(results.map(({ passed }) => passed)),
    failed: sum(results.map(({ failed }) => failed)),
    skipped: results.flatMap(({ skipped }) => skipped),
  };
  const skips = total.skipped.length > 0 ? ['Skipped:', ...total.skipped.map((skip) => `  ${skip}`), ''] : [];
  const broken = results.filter(({ failed }) => failed > 0).map(({ stage }) => stage.name);
  const verdict = broken.length > 0 ? [`Failed: ${broken.join(', ')}`, ''] : [];
  return ['', ...skips, ...verdict, describeCounts(total)].join('\n');
}

function describeCounts({ passed, failed, skipped }: Counts): string {
  const skips = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
  return `${passed} passed, ${failed} failed${skips}`;
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
