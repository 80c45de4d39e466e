import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { freePort } from '../lib/ports.ts';
import { neutralEnvironment } from '../lib/process.ts';
import { projectRoot } from '../lib/project.ts';
import { answers } from '../lib/reach.ts';
import { useTemporaryFolder } from '../lib/testing/use-temporary-folder.ts';
import { until } from '../lib/until.ts';

const host = '127.0.0.1';

// Outside the project: the build in dist/ may be in use.
const folder = useTemporaryFolder();

const build = (out: string) =>
  execa(process.execPath, ['--import', 'tsx', 'scripts/build.ts', '--out', out], { cwd: projectRoot });

it('the build, where nothing is installed → serves the contract, and has logged every request when it ends', async () => {
  await build(join(folder(), 'dist'));
  expect(await isBytecodeAccepted()).toBe(true);
  const port = await freePort(host);
  const production = {
    ENVIRONMENT: 'production',
    CORS_ORIGINS: 'https://app.example',
    PUBLIC_URL: 'https://registry.example',
  };
  const variables = { ...production, DOCS: 'on', HOST: host, PORT: String(port), DATA_DIR: 'data' };
  const service = execa(process.execPath, ['dist/server/main.js'], {
    cwd: folder(),
    env: { ...neutralEnvironment(), ...variables },
    extendEnv: false,
    stdio: ['ignore', 'pipe', 'inherit'],
    reject: false,
  });
  try {
    const url = `http://${host}:${port}/api/taxonomy`;
    const timedOut = () => new Error('The built service does not answer.');
    await until(() => answers(`${url}/health`), { timeoutMs: 60_000, timedOut });
    const build = { id: sha256(await readFile(join(folder(), 'dist/manifest.json'))) };
    for (const path of ['version', 'health'])
      expect(await (await fetch(`${url}/${path}`)).json()).toMatchObject({ build });
    expect(await (await fetch(`${url}/layers`)).json()).toMatchObject({ version: '1.2.3', count: 10 });
    expect((await fetch(`http://${host}:${port}/docs/redoc.standalone.js`)).status).toBe(200);
    expect((await fetch(`${url}/convert/hfn-to-mfa`, { method: 'POST', body: '{}' })).status).toBe(415);
  } finally {
    service.kill();
    await service;
  }
  const { stdout } = await service;
  await expectWholeManifest();
  const list = [process.execPath, 'dist/taxonomy.mjs', 'list', '--json'] as const;
  const listed = await execa(list[0], list.slice(1), { cwd: folder(), env: { DATA_DIR: 'data' } });
  expect(JSON.parse(listed.stdout)).toMatchObject([{ version: '1.2.3' }, { version: '1.2.2' }]);
  expect(stdout).toContain('"path":"/api/taxonomy/layers"');
  expect(stdout).toContain('"res":{"status":415}');
  expect(stdout).toContain('"msg":"stopping"');
}, 60_000);

it('--out with an existing folder → refused, and the folder is unchanged', async () => {
  await expect(build(folder())).rejects.toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(`${folder()} exists`),
  });
  expect(await readdir(folder())).toEqual([]);
});

/** Each file of the build, and no other, has its digest in the manifest. */
async function expectWholeManifest(): Promise<void> {
  const dist = join(folder(), 'dist');
  const { files } = JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8'));
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const names = paths.map((path) => path.slice(dist.length + 1)).filter((name) => name !== 'manifest.json');
  expect(names.sort()).toEqual(Object.keys(files).sort());
  for (const [name, digest] of Object.entries(files))
    expect([name, sha256(await readFile(join(dist, name)))]).toEqual([name, digest]);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether V8 accepts the bytecode of the build. Runs in a process without the flags of the test runner. */
async function isBytecodeAccepted(): Promise<boolean> {
  const script = `
    const [source, cachedData] = ['', '.code'].map((end) => fs.readFileSync('dist/server/service.js' + end));
    console.log(new vm.Script(source.toString('latin1'), { cachedData }).cachedDataRejected);`;
  const { stdout } = await execa(process.execPath, ['--eval', script], { cwd: folder() });
  return stdout === 'false';
}
