import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { projectRoot } from '../../lib/project.ts';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import type { Evidence } from '../report/evidence.ts';
import { type ProviderState, startStateServer } from '../targets/state-servers.ts';
import { runCommand } from './command.ts';
import { readOptions } from './options.ts';

const folder = useTemporaryFolder();
let close = async () => {};
afterEach(() => close());

async function startTarget(state?: ProviderState) {
  const target = await startStateServer(readContract(), state);
  close = target.close;
  return target.url;
}

/** Runs the command in this process, because loading it takes as long as running it. */
async function contract(...args: string[]) {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const code = await runCommand(readOptions(args), {
    stdout: (text) => stdout.push(text),
    stderr: (text) => stderr.push(text),
  });
  return { code, stdout: stdout.join(''), stderr: stderr.join('') };
}

function contractProcess(...args: string[]) {
  const command = ['--import', 'tsx', 'scripts/contract.ts', ...args];
  return execa(process.execPath, command, { cwd: projectRoot, env: { NO_COLOR: '1' }, reject: false });
}

describe('npm run contract', () => {
  it('--url of a target that keeps the contract, --json → exit code 0, and only JSON on stdout', async () => {
    const { code, stdout, stderr } = await contract('--url', await startTarget(), '--json');
    const { verdict, targets }: Evidence = JSON.parse(stdout);
    const [run] = targets;
    expect({ code, verdict, failures: run!.failures }).toEqual({ code: 0, verdict: 'passed', failures: [] });
    expect(run!.identity.relation).toBe('same');
    expect(run!.ran).toBe(run!.planned);
    expect(run!.comparedWithExamples).toBe(true);
    expect(stderr).toContain(`${run!.passed} of ${run!.planned} passed, 0 failed`);
  });

  it('--compatible-with an earlier contract → 0 without a break, 1 with the broken cases, 2 for none', async () => {
    const url = await startTarget();
    const earlier = (name: string, from: string, to: string) => {
      writeFileSync(join(folder(), name), readContract().text.replace(from, to));
      return contract('--url', url, '--compatible-with', join(folder(), name));
    };
    const same = await earlier('same.yaml', '', '');
    expect(same).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('meets no break') });
    const gone = await earlier('gone.yaml', '/api/taxonomy/tree:', '/api/taxonomy/trees:');
    expect(gone).toMatchObject({ code: 1, stdout: expect.stringContaining('✗ getTree › 200 › current\n') });
    expect(await contract('--url', url, '--compatible-with', 'none.yaml')).toMatchObject({
      code: 2,
      stdout: '',
    });
  });

  it('--url of a target without a release → exit code 1, the failed cases, and the command that repeats the run', async () => {
    const url = await startTarget('empty');
    const { code, stdout, stderr } = await contract('--url', url);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('✗ getHealth › 200 › healthy\n    status must be 200, is 503');
    expect(stdout).toContain(`npm run contract -- --url ${url} --seed `);
  });

  it('--url where nothing answers → exit code 3', async () => {
    expect(await contract('--url', 'http://127.0.0.1:9')).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(/^http:\/\/127\.0\.0\.1:9 cannot be reached: .*\n$/),
    });
  });

  it('--url where nothing answers, after a run that passed → the files say so', async () => {
    const [evidence, junit] = ['evidence.json', 'junit.xml'].map((name) => join(folder(), name));
    for (const file of [evidence!, junit!]) writeFileSync(file, 'passed');
    const files = ['--evidence', evidence!, '--junit', junit!];
    expect((await contract('--url', 'http://127.0.0.1:9', ...files)).code).toBe(3);
    const reason = expect.stringContaining('http://127.0.0.1:9 cannot be reached');
    expect(JSON.parse(readFileSync(evidence!, 'utf8'))).toMatchObject({
      verdict: 'failed',
      targets: [],
      errors: { run: reason },
    });
    expect(readFileSync(junit!, 'utf8')).toMatch(
      /errors="1"[\s\S]*>http:\/\/127\.0\.0\.1:9 cannot be reached.*<\/error>/,
    );
  });

  it('wrong usage → exit code 2', async () => {
    expect(await contractProcess('--sample')).toMatchObject({ exitCode: 2, stdout: '' });
  });
});
