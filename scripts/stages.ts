// What `npm test` consists of.
import { join } from 'node:path';
import type { Evidence } from '../contract-tests/report/evidence.ts';
import type { Counts, Stage } from '../lib/stages/model.ts';

const script = (file: string, ...args: string[]) => ['--import', 'tsx', join('scripts', file), ...args];
const binary = (file: string, ...args: string[]) => [join('node_modules', file), ...args];

export const staticStages: readonly Stage[] = [
  { name: 'types', command: binary('typescript/bin/tsc'), repeat: 'npx tsc' },
  { name: 'lint', command: script('lint.ts'), repeat: 'npm run lint' },
  { name: 'drift', command: script('generate.ts', '--check'), repeat: 'npm run generate -- --check' },
  { name: 'diff', command: script('diff.ts'), repeat: 'npm run diff' },
  {
    name: 'imports',
    command: binary('dependency-cruiser/bin/dependency-cruise.mjs', '--output-type', 'err-long', '.'),
    repeat: 'npx depcruise --output-type err-long .',
  },
];

export const runningStages: readonly Stage[] = [
  {
    name: 'unit',
    command: ['--import', 'tsx', 'lib/stages/unit.ts'],
    repeat: 'npx vitest run',
    count: (stdout) => JSON.parse(stdout) as Counts,
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
];

/** Each testCase is one test, and each proof beside them. */
function countsOf({ targets, parity, fuzz, mutation }: Evidence): Counts {
  const verdicts = [parity, fuzz, mutation].map((proof) => proof?.verdict ?? 'failed');
  const proofs = (verdict: string) => verdicts.filter((given) => given === verdict).length;
  return {
    passed: targets.reduce((sum, run) => sum + run.passed, proofs('passed')),
    failed: targets.reduce((sum, run) => sum + run.failed, proofs('failed')),
    skipped: [],
  };
}
