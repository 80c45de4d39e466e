import { execFile } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { projectRoot } from '../../lib/project.ts';
import type { Evidence } from '../report/evidence.ts';
import { type ProviderState, startStateServer } from '../targets/state-servers.ts';
import { runCommand } from './command.ts';

let close = async () => {};
afterEach(() => close());

async function startTarget(providerState?: ProviderState) {
  const target = await startStateServer(readContract(), providerState);
  close = target.close;
  return target.url;
}

/** The command in this process: to load it again takes as long as to run it. */
async function contract(...args: string[]) {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const code = await runCommand(args, {
    stdout: (text) => stdout.push(text),
    stderr: (text) => stderr.push(text),
  });
  return { code, stdout: stdout.join(''), stderr: stderr.join('') };
}

function contractProcess(...args: string[]) {
  const command = ['--import', 'tsx', 'scripts/contract.ts', ...args];
  const env = { ...process.env, NO_COLOR: '1' };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, command, { cwd: projectRoot, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

// Much is sent, and processes are started: on a busy machine that takes longer than a test usually may.
describe('npm run contract', { timeout: 60_000 }, () => {
  it('--url of a target that keeps the contract → 0, and only JSON as data', async () => {
    const { code, stdout, stderr } = await contract('--url', await startTarget(), '--json');
    const { verdict, targets }: Evidence = JSON.parse(stdout);
    const [run] = targets;
    expect({ code, verdict, failures: run!.failures }).toEqual({ code: 0, verdict: 'passed', failures: [] });
    expect(run!.identity.relation).toBe('same');
    expect(run!.ran).toBe(run!.planned);
    expect(run!.comparedWithExamples).toBe(true);
    expect(stderr).toContain(`${run!.passed} of ${run!.planned} passed, 0 failed`);
  });

  it('--url of a target with nothing to serve → 1, each testCase and the command that repeats it', async () => {
    const url = await startTarget('empty');
    const { code, stdout, stderr } = await contract('--url', url);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('✗ getHealth › 200 › healthy\n    status must be 200, is 503');
    expect(stdout).toContain(`npm run contract -- --url ${url} --seed `);
  });

  it('--url where nothing answers → 3', async () => {
    expect(await contractProcess('--url', 'http://127.0.0.1:9')).toEqual({
      code: 3,
      stdout: '',
      stderr: 'nothing answers at http://127.0.0.1:9\n',
    });
  });

  it('wrong usage → 2', async () => {
    expect(await contractProcess('--sample')).toMatchObject({ code: 2, stdout: '' });
  });
});
