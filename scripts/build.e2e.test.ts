import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeEach, expect, it } from 'vitest';
import { freePort } from '../lib/ports.ts';
import { neutralEnvironment } from '../lib/process.ts';
import { projectRoot } from '../lib/project.ts';
import { answers } from '../lib/reach.ts';
import { useTemporaryFolder } from '../lib/testing/use-temporary-folder.ts';
import { until } from '../lib/until.ts';

const host = '127.0.0.1';

// Outside the project: the build in dist/ may be in use.
const folder = useTemporaryFolder();
// What `npm ci --omit=dev` installs: the build contains every other package.
const installed = ['libsql', '@libsql', '@neon-rs'];
beforeEach(async () => {
  await mkdir(join(folder(), 'node_modules'));
  for (const name of installed) {
    await symlink(join(projectRoot, 'node_modules', name), join(folder(), 'node_modules', name));
  }
});

const build = (out: string) =>
  execa(process.execPath, ['--import', 'tsx', 'scripts/build.ts', '--out', out], { cwd: projectRoot });

it('the build → serves the contract, and has logged every request when it ends', async () => {
  await build(join(folder(), 'dist'));
  expect(await isBytecodeAccepted()).toBe(true);
  const port = await freePort(host);
  const production = { ENVIRONMENT: 'production', CORS_ORIGINS: 'https://app.example' };
  const variables = { ...production, HOST: host, PORT: String(port), DATA_DIR: 'data' };
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
    expect(await (await fetch(`${url}/layers`)).json()).toMatchObject({ version: '1.2.3', count: 10 });
    expect((await fetch(`http://${host}:${port}/docs/redoc.standalone.js`)).status).toBe(200);
    expect((await fetch(`${url}/convert/hfn-to-mfa`, { method: 'POST', body: '{}' })).status).toBe(415);
  } finally {
    service.kill();
    await service;
  }
  const { stdout } = await service;
  expect(stdout).toContain('"path":"/api/taxonomy/layers"');
  expect(stdout).toContain('"res":{"status":415}');
  expect(stdout).toContain('"msg":"stopping"');
}, 60_000);

it('--out with an existing folder → refused, and the folder is unchanged', async () => {
  await expect(build(folder())).rejects.toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(`${folder()} exists`),
  });
  expect(await readdir(folder())).toEqual(['node_modules']);
});

/** Whether V8 accepts the bytecode of the build. Runs in a process without the flags of the test runner. */
async function isBytecodeAccepted(): Promise<boolean> {
  const script = `
    const [source, cachedData] = ['', '.code'].map((end) => fs.readFileSync('dist/server/service.js' + end));
    console.log(new vm.Script(source.toString('latin1'), { cachedData }).cachedDataRejected);`;
  const { stdout } = await execa(process.execPath, ['--eval', script], { cwd: folder() });
  return stdout === 'false';
}
