/** What a pipeline relies on: quotas, newer services, builds, and files of a run that was ended. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { parseContract } from '../../contract/contract.ts';
import { projectRoot } from '../../lib/project.ts';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { until } from '../../lib/until.ts';
import type { AppDependencies } from '../../server/app.ts';
import { handlers } from '../../server/operations.ts';
import { type Listening, listen } from '../http/listen.ts';
import type { Evidence } from '../report/evidence.ts';
import { startStateServer } from '../targets/state-servers.ts';
import { startRelay } from '../testing/start-relay.ts';
import { runCommand } from './command.ts';
import { readOptions } from './options.ts';

const folder = useTemporaryFolder();
const opened: Listening[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ close }) => close()));
});

async function opening(listening: Promise<Listening>): Promise<string> {
  opened.push(await listening);
  return opened.at(-1)!.url;
}

async function contract(...args: string[]) {
  const output: string[] = [];
  const write = (text: string) => output.push(text);
  const file = join(folder(), 'evidence.json');
  const options = readOptions([...args, '--evidence', file]);
  const code = await runCommand(options, { stdout: write, stderr: write });
  const evidence: Evidence = JSON.parse(readFileSync(file, 'utf8'));
  return { code, output: output.join(''), evidence };
}

describe('429 of a target that we did not start', () => {
  /** In front of the server, refuses one request of 300. */
  async function refusing(retryAfter: string): Promise<string> {
    const url = await opening(startStateServer(readContract()));
    const refusal = { status: 429, headers: { 'retry-after': retryAfter }, body: Buffer.alloc(0) };
    let count = 0;
    return opening(startRelay(url, (_request, forward) => (++count % 300 === 0 ? refusal : forward())));
  }

  it('Retry-After is short → passed, and the report says how often it waited', async () => {
    const { code, output, evidence } = await contract('--url', await refusing('1'), '--fuzz', '--runs', '50');
    expect(code, output).toBe(0);
    expect(output).toMatch(/waited for the quota \(429, Retry-After\): \d+ ×, \d+ s in all/);
    expect(evidence.targets[0]!.waited!.times).toBeGreaterThan(3);
  });

  it('Retry-After is long → the quota is too small, in one block', async () => {
    const { code, output, evidence } = await contract('--url', await refusing('900'));
    expect({ code, verdict: evidence.verdict }).toEqual({ code: 1, verdict: 'failed' });
    expect(output).toContain('quota the quota of the target is too small');
    expect(output.match(/^✗ /gm)!.length).toBeLessThan(22);
    expect(output.split('\n').length).toBeLessThan(120);
  });
});

describe('a newer service', () => {
  type Handlers = NonNullable<AppDependencies['handlers']>;
  /** Of our contract after an edit. Conversions say more than ours declares. */
  function start(from: string, to: string, isNoted: boolean) {
    const text = readContract().text.replace('version: 1.2.0', 'version: 1.3.0').replace(from, to);
    const convertHfnToMfa = (...args: Parameters<Handlers['convertHfnToMfa']>) => {
      const response = handlers.convertHfnToMfa(...args) as { body: object };
      return { ...response, body: { ...response.body, note: 'new' } };
    };
    const changed = { ...handlers, convertHfnToMfa } as unknown as Handlers;
    return opening(startStateServer(parseContract(text), undefined, {}, isNoted ? changed : handlers));
  }
  const success =
    '        success:\n          type: boolean\n          description: Always true; a failure is a problem.';
  const noted = `        note:\n          type: string\n          maxLength: 9\n          pattern: ^new$\n${success}`;

  it('only adds → fails, says that --compatible exists, and passes with it', async () => {
    const url = await start(success, noted, true);
    const exact = await contract('--url', url);
    expect(exact.code).toBe(1);
    expect(exact.output).toMatch(
      /^The target runs a newer contract, 1\.3\.0 .*\nIt only adds to ours\. --compatible/,
    );
    expect(exact.output).toContain('body /note must not be there');
    expect(exact.evidence.targets[0]!.identity.relation).toBe('newer');
    const { code, output, evidence } = await contract(
      '--url',
      url,
      '--compatible',
      '--fuzz',
      '--runs',
      '300',
    );
    expect(code, output).toBe(0);
    expect(evidence.compatible).toBe(true);
  });

  it('breaks with a minor version → said before, and --compatible fails, too', async () => {
    const url = await start('/api/taxonomy/tree:', '/api/taxonomy/trees:', false);
    const { code, output, evidence } = await contract('--url', url, '--compatible');
    expect(code).toBe(1);
    expect(output).toMatch(/^The target runs a newer contract that breaks clients of ours, 1\.3\.0/);
    expect(evidence.targets[0]!.identity.relation).toBe('breaking');
  });
});

describe('--build', () => {
  function build(manifest: object): string {
    mkdirSync(join(folder(), 'dist/server'), { recursive: true });
    // The sources instead: a service that does not report the build.
    const main = join(projectRoot, 'server/main.ts');
    writeFileSync(join(folder(), 'dist/server/main.js'), `import ${JSON.stringify(main)};`);
    writeFileSync(join(folder(), 'dist/package.json'), '{"type":"module"}');
    writeFileSync(join(folder(), 'dist/manifest.json'), JSON.stringify(manifest));
    return join(folder(), 'dist');
  }
  const { version } = readContract();

  it('a build → its server is tested, and the evidence names it', async () => {
    const out = join(folder(), 'built');
    await execa(process.execPath, ['--import', 'tsx', 'scripts/build.ts', '--out', out], {
      cwd: projectRoot,
    });
    const { code, output, evidence } = await contract('--only', 'server', '--build', out);
    expect(code, output).toBe(0);
    expect(evidence.build!.id).toMatch(/^[0-9a-f]{64}$/);
    expect(evidence.targets[0]).toMatchObject({ uncovered: [], identity: { build: evidence.build } });
    expect(evidence.targets[0]!.cells.filter(({ result }) => result !== 'passed')).toEqual([]);
  });

  it.each([
    ['no build', () => folder(), 'is no build'],
    [
      'a build of another contract',
      () => build({ contract: { version, checksum: 'x' } }),
      'another contract',
    ],
  ])('%s → exit code 2', async (_, make, want) => {
    const { code, output } = await contract('--only', 'server', '--build', make());
    expect({ code, output }).toMatchObject({ code: 2, output: expect.stringContaining(want) });
    expect(output).toMatch(/^--build: .*\n$/);
  });
});

it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  'a run that ends by %s → its files say so',
  async (signal) => {
    const [evidence, junit] = ['evidence.json', 'junit.xml'].map((name) => join(folder(), name)) as [
      string,
      string,
    ];
    for (const file of [evidence, junit]) writeFileSync(file, 'passed');
    const hanging = await opening(listen(createServer(() => {})));
    const args = ['--url', hanging, '--evidence', evidence, '--junit', junit];
    const run = execa(process.execPath, ['--import', 'tsx', 'scripts/contract.ts', ...args], {
      cwd: projectRoot,
      reject: false,
    });
    await until(async () => readFileSync(junit, 'utf8').includes('</testsuites>'), {
      timeoutMs: 60_000,
      timedOut: () => new Error('no files were written'),
    });
    run.kill(signal);
    await run;
    const reason = 'the run was ended before it was finished';
    expect(JSON.parse(readFileSync(evidence, 'utf8'))).toMatchObject({
      verdict: 'failed',
      errors: { run: reason },
    });
    expect(readFileSync(junit, 'utf8')).toContain(`errors="1"`);
    expect(readFileSync(junit, 'utf8')).toContain(`${reason}</error>`);
  },
);
