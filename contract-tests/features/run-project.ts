/** Runs the commands of the project in a copy, as the person would who added the operations. */
import { execa } from 'execa';
import { neutralEnvironment } from '../../lib/process.ts';

interface Command {
  readonly name: string;
  /** Arguments of node. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const script = (name: string, ...args: string[]) => ['--import', 'tsx', `scripts/${name}.ts`, ...args];
const contract = script('contract', '--parity', '--fuzz', '--runs', '2000');

export const preparations: readonly Command[] = [{ name: 'generate', args: script('generate') }];

export const checks: readonly Command[] = [
  { name: 'formatting', args: script('lint', '--fix') },
  { name: 'types', args: ['node_modules/typescript-native/bin/tsc'] },
  { name: 'lint', args: script('lint') },
  { name: 'drift', args: script('generate', '--check') },
  { name: 'contract', args: contract },
  { name: 'contract without the response cache', args: contract, env: { RESPONSE_CACHE: 'off' } },
];

/** Whether the command passes. The output of one that fails is shown. */
export async function runIn(root: string, { name, args, env }: Command): Promise<boolean> {
  const started = performance.now();
  const { exitCode, all } = await execa(process.execPath, args, {
    cwd: root,
    env: { ...neutralEnvironment(), ...env, NO_COLOR: '1' },
    extendEnv: false,
    all: true,
    reject: false,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.error(exitCode === 0 ? `✓ ${name}, ${seconds} s` : `✗ ${name}, ${seconds} s\n\n${all}\n`);
  return exitCode === 0;
}
