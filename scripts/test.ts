// npm test: every check, one line for each stage, and one summary.
import { join } from 'node:path';
import { Option } from 'commander';
import { interopCounts } from '../contract-tests/interop/report.ts';
import type { Evidence } from '../contract-tests/report/evidence.ts';
import { createCommand } from '../lib/command.ts';
import type { Counts, Stage, StageResult } from '../lib/stages/model.ts';
import { createProgress } from '../lib/stages/progress.ts';
import { describeRun, describeStage } from '../lib/stages/report.ts';
import { runStage } from '../lib/stages/run-stage.ts';

const script = (file: string, ...args: string[]) => ['--import', 'tsx', join('scripts', file), ...args];
const vitest = (project: string) => ['--import', 'tsx', 'lib/stages/vitest.ts', project];
const binary = (file: string, ...args: string[]) => [join('node_modules', file), ...args];
const interop = (name: string, ...args: string[]): Stage => ({
  name,
  command: script('interop.ts', '--json', ...args),
  repeat: ['npm run interop', ...args].join(' -- '),
  count: (stdout) => interopCounts(JSON.parse(stdout)),
});
const readCounts = (stdout: string) => JSON.parse(stdout) as Counts;

const staticStages: readonly Stage[] = [
  // TypeScript 7 checks the project in a fifth of the time that 5.9 takes.
  { name: 'types', command: binary('typescript-native/bin/tsc'), repeat: 'npx tsc' },
  { name: 'lint', command: script('lint.ts'), repeat: 'npm run lint' },
  { name: 'drift', command: script('generate.ts', '--check'), repeat: 'npm run generate -- --check' },
  { name: 'diff', command: script('diff.ts'), repeat: 'npm run diff' },
  {
    name: 'imports',
    command: binary('dependency-cruiser/bin/dependency-cruise.mjs', '--output-type', 'err-long', '.'),
    repeat: 'npx depcruise --output-type err-long .',
  },
];

const runningStages: readonly Stage[] = [
  {
    name: 'unit',
    command: vitest('unit'),
    repeat: 'npx vitest run --project unit',
    count: readCounts,
  },
  {
    name: 'contract',
    command: script(
      'contract.ts',
      ...['--json', '--parity', '--fuzz', '--runs', '2000', '--mutate', '--sample'],
    ),
    repeat: 'npm run contract -- --parity --fuzz --runs 2000 --mutate --sample',
    count: (stdout) => countsOf(JSON.parse(stdout) as Evidence),
  },
  interop('interop sample', '--sample'),
];

/** They take minutes, so `.ci/run` names them. */
const longStages: readonly Stage[] = [
  interop('interop'),
  {
    name: 'e2e',
    command: vitest('e2e'),
    repeat: 'npx vitest run --project e2e',
    count: readCounts,
  },
  {
    name: 'rehearsals',
    command: vitest('rehearsals'),
    repeat: 'npx vitest run --project rehearsals',
    count: readCounts,
  },
  {
    name: 'browsers',
    command: vitest('browsers'),
    repeat: 'npx vitest run --project browsers',
    count: readCounts,
  },
  {
    name: 'features',
    command: ['--import', 'tsx', 'contract-tests/features/main.ts'],
    repeat: 'npm test -- --only features',
    count: readCounts,
  },
];

const names = [...staticStages, ...runningStages, ...longStages].map(({ name }) => name);
const options = createCommand('test', 'Run every check: static ones, unit tests, contract tests.')
  .option('--static', 'the static checks alone, as npm run check does')
  .addOption(new Option('--only <stages...>', 'these stages alone').choices(names).conflicts('static'))
  .parse()
  .opts<{ static?: true; only?: string[] }>();
const isWanted = ({ name }: Stage) => options.only?.includes(name) ?? true;

const results: StageResult[] = [];
const progress = createProgress(process.stderr);

await runInPairs(staticStages.filter(isWanted));
if (!options.static) await runInPairs(runningStages.filter(isWanted));
if (options.only) await runAll(longStages.filter(isWanted));

console.log(describeRun(results));
if (results.some(({ failed }) => failed > 0)) process.exitCode = 1;

/** Two at a time: each of these leaves a core idle for a part of its time. */
async function runInPairs(stages: Stage[]): Promise<void> {
  await Promise.all([runAll(stages), runAll(stages)]);
}

async function runAll(stages: Stage[]): Promise<void> {
  for (let stage = stages.shift(); stage; stage = stages.shift()) {
    const result = await runStage(stage, progress);
    results.push(result);
    console.log(describeStage(result));
  }
}

/** Each test case is one test, and so is each proof. */
function countsOf({ targets, parity, fuzz, mutation }: Evidence): Counts {
  const verdicts = [parity, fuzz, mutation].map((proof) => proof?.verdict ?? 'failed');
  const proofs = (verdict: string) => verdicts.filter((given) => given === verdict).length;
  return {
    passed: targets.reduce((sum, run) => sum + run.passed, proofs('passed')),
    failed: targets.reduce((sum, run) => sum + run.failed, proofs('failed')),
    skipped: [],
  };
}
