/** The `run:` lines of every workflow, in order, in a fresh clone, against the tiers of `npm run tiers`. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../lib/ports.ts';
import { linesOf, type NodeProcess, neutralEnvironment, startNode } from '../lib/process.ts';
import { projectRoot } from '../lib/project.ts';
import { createTemporaryFolder } from '../lib/temporary-folder.ts';
import { until } from '../lib/until.ts';
import { type RunLine, runLinesOf } from './testing/workflow-policy.ts';

/** Lines that are not run here, and why. */
const provenElsewhere: Readonly<Record<string, string>> = {
  'npm ci --ignore-scripts': 'the clone has the packages of this project',
  'npm test': 'this test is part of it',
  'npm run interop': 'it is a stage of its own',
  'npm run mutants -- "$FOLDER"': 'it takes hours',
};

const clone = join(createTemporaryFolder(), 'clone');
const tiers = join(createTemporaryFolder(), 'tiers');
let urls: Record<string, string>;
let supervisor: NodeProcess;

const git = (...args: string[]) =>
  execa('git', ['-c', 'user.name=Test', '-c', 'user.email=test@app.example', ...args], { cwd: clone });

const environment = () => ({
  ...neutralEnvironment(),
  NO_COLOR: '1',
  TIERS_DIR: tiers,
  GITHUB_ACTOR: 'octocat',
  GITHUB_RUN_ID: '1',
  STAGING_URL: urls.staging ?? '',
});

/** Every line that was run. */
const ran = new Set<string>();

async function run(line: string, more: Readonly<Record<string, string>> = {}) {
  ran.add(line);
  const { exitCode, all } = await execa('bash', ['--norc', '-euo', 'pipefail', '-c', line], {
    cwd: clone,
    env: { ...environment(), ...more },
    extendEnv: false,
    all: true,
    reject: false,
  });
  return { exitCode, output: `${line}\n${all}` };
}

async function succeed(line: string, more?: Readonly<Record<string, string>>): Promise<string> {
  const { exitCode, output } = await run(line, more);
  expect(exitCode, output).toBe(0);
  return output;
}

/** The lines of a workflow in order, without those of the job that follows a failure. */
function linesOfWorkflow(name: string, { rollback = false } = {}): RunLine[] {
  const text = readFileSync(join(clone, '.github/workflows', `${name}.yml`), 'utf8');
  return runLinesOf(text).filter(
    ({ run, condition = '' }) => !(run in provenElsewhere) && condition.includes('failure()') === rollback,
  );
}

const variables = (tier: string) => ({
  URL: urls[tier] ?? '',
  ORIGIN: originOf(tier),
  TIER: tier,
});

function originOf(tier: string): string {
  const text = readFileSync(join(clone, 'deploy/tiers', `${tier}.env`), 'utf8');
  return /^CORS_ORIGINS=([^,\n]+)/m.exec(text)?.[1] ?? '';
}

async function runWorkflow(name: string, tier = name): Promise<string[]> {
  const outputs: string[] = [];
  for (const line of linesOfWorkflow(name)) outputs.push(await succeed(line.run, variables(tier)));
  return outputs;
}

beforeAll(async () => {
  await execa('git', ['clone', '--quiet', projectRoot, clone]);
  cpSync(join(projectRoot, 'node_modules'), join(clone, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  const port = await freePort();
  supervisor = startNode(['scripts/tiers.ts', '--port', String(port)], {
    root: clone,
    env: { ...neutralEnvironment(), NO_COLOR: '1', TIERS_DIR: tiers },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  linesOf(supervisor.stdout, (line) => lines.push(line));
  await until(
    async () => lines.some((line) => line.includes('npm run status')) || supervisor.exitCode !== null,
    {
      timeoutMs: 200_000,
      timedOut: () => new Error(lines.join('\n')),
    },
  );
  expect(supervisor.exitCode, lines.join('\n')).toBeNull();
  urls = Object.fromEntries(
    Object.entries<{ url: string }>(JSON.parse(readFileSync(join(tiers, 'tiers.json'), 'utf8'))).map(
      ([name, { url }]) => [name, url],
    ),
  );
});
afterAll(async () => {
  supervisor.kill();
  await supervisor;
});

// Six promotions, each with its contract runs and its watch.
describe('pipelines', { timeout: 900_000 }, () => {
  it('the first promotions, then a change through all three → evidence that verifies, and a release', async () => {
    await succeed('npm run promote -- staging --first --watch 2');
    await succeed('npm run promote -- production --first --watch 2');
    writeFileSync(join(clone, 'CHANGELOG.md'), '# taxonomy-api\n\n## 1.2.0\n\n- The first release.\n');
    await git('commit', '--quiet', '--all', '--message', 'Release 1.2.0');
    for (const name of ['dev', 'staging', 'production']) await runWorkflow(name);
    const release = JSON.parse(readFileSync(join(clone, 'release.json'), 'utf8'));
    expect(release).toMatchObject({
      tag_name: 'v1.2.0',
      body: expect.stringContaining('The first release.'),
    });
    const evidence = readdirSync(join(tiers, 'evidence')).filter((file) => file.includes('-production-'));
    expect(evidence).toHaveLength(2);
    const last = await succeed(
      `npm run evidence -- verify "$TIERS_DIR/evidence/${evidence.at(-1)}" --ledger`,
    );
    expect(last).toContain('was promoted to production by octocat');
    const { tiers: all } = JSON.parse(
      (await succeed('npm run --silent status -- --json')).replace(/^[^{]*/, ''),
    );
    expect(new Set(all.map(({ record }: { record: { build: string } }) => record.build)).size).toBe(1);
  });

  it.each(['daily', 'weekly'])('%s → its checks are in the ledger', async (name) => {
    await runWorkflow(name, 'staging');
    const ledger = readFileSync(join(tiers, 'ledger.jsonl'), 'utf8').trimEnd().split('\n');
    expect(JSON.parse(ledger.at(-1) ?? '')).toMatchObject({
      tier: 'staging',
      event: 'checked',
      by: 'octocat',
    });
  });

  it('pull-request → the changes of the contract as a table', async () => {
    await runWorkflow('pull-request', 'dev');
    expect(readFileSync(join(clone, 'contract-diff.md'), 'utf8')).toContain('Compared with');
  });

  it('production fails afterwards → the build before is live, and the tier is held', async () => {
    const [line] = linesOfWorkflow('production', { rollback: true });
    expect(await succeed(line?.run ?? 'false')).toContain('is held');
    const again = await run('npm run promote -- production');
    expect(again.exitCode, again.output).toBe(1);
    expect(again.output).toContain('production is held');
    await succeed('npm run promote -- --release-hold production "it was a drill"');
  });

  it('every line of every workflow was run here, or is proven elsewhere', async () => {
    for (const tier of ['dev', 'staging'])
      for (const { run } of linesOfWorkflow(tier, { rollback: true })) await succeed(run);
    const files = readdirSync(join(clone, '.github/workflows'));
    const all = files.flatMap((file) =>
      runLinesOf(readFileSync(join(clone, '.github/workflows', file), 'utf8')),
    );
    const known = new Set([...ran, ...Object.keys(provenElsewhere)]);
    expect(all.map(({ run }) => run).filter((line) => !known.has(line))).toEqual([]);
  });
});
