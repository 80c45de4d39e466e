import { execFile } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { readContract } from '../contract/contract.ts';
import type { Evidence } from '../contract-tests/evidence.ts';
import { type Condition, startVariant } from '../contract-tests/variants.ts';
import { projectRoot } from './lib/project.ts';

let close = async () => {};
afterEach(() => close());

async function startTarget(condition?: Condition) {
  const target = await startVariant(readContract(), condition);
  close = target.close;
  return target.url;
}

function contract(...options: string[]) {
  const command = ['--import', 'tsx', 'scripts/contract.ts', ...options];
  const env = { ...process.env, NO_COLOR: '1' };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, command, { cwd: projectRoot, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

// Processes are started: on a busy machine that takes longer than a test usually may.
describe('npm run contract', { timeout: 60_000 }, () => {
  it('--url of a target that keeps the contract → 0, and only JSON on stdout', async () => {
    const { code, stdout, stderr } = await contract('--url', await startTarget(), '--json');
    const { verdict, targets }: Evidence = JSON.parse(stdout);
    const [run] = targets;
    expect({ code, verdict, failures: run!.failures }).toEqual({ code: 0, verdict: 'passed', failures: [] });
    expect(run!.identity.relation).toBe('same');
    expect(run!.ran).toBe(run!.planned);
    expect(run!.comparedWithExamples).toBe(true);
    expect(stderr).toContain(`${run!.passed} of ${run!.planned} passed, 0 failed`);
  });

  it('--url of a target with nothing to serve → 1, each transaction and the command that repeats it', async () => {
    const url = await startTarget('empty');
    const { code, stdout } = await contract('--url', url);
    expect(code).toBe(1);
    expect(stdout).toContain('✗ getHealth › 200 › healthy\n    status must be 200, is 503');
    expect(stdout).toContain(`npm run contract -- --url ${url}`);
  });

  it('--url where nothing answers → 3', async () => {
    const { code, stderr } = await contract('--url', 'http://127.0.0.1:9');
    expect({ code, stderr }).toEqual({ code: 3, stderr: 'nothing answers at http://127.0.0.1:9\n' });
  });

  it.each([
    ['--only', 'proxy'],
    ['--url', 'ftp://example.org'],
    ['--url', 'http://127.0.0.1', '--only', 'mock'],
    ['--url', 'http://127.0.0.1', '--parity'],
    ['--nonsense'],
  ])('wrong usage: %s %s → 2', async (...options) => {
    expect(await contract(...options)).toMatchObject({ code: 2, stdout: '' });
  });
});
