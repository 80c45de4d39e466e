import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { neutralEnvironment } from '../lib/environment.ts';
import { freePort } from '../lib/ports.ts';
import { projectRoot } from '../lib/project.ts';

const run = promisify(execFile);
const host = '127.0.0.1';

// Not in the project: someone may be using the build that is there.
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'build-'));
  await symlink(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
});
afterEach(() => rm(folder, { recursive: true }));

it('built → answers by the contract, and has logged every request when it ends', async () => {
  const build = ['--import', 'tsx', 'scripts/build.ts', '--out', join(folder, 'dist')];
  await run(process.execPath, build, { cwd: projectRoot });
  expect(await isCodeTaken()).toBe(true);
  const port = await freePort(host);
  const variables = { ENVIRONMENT: 'production', HOST: host, PORT: String(port), DATA_DIR: 'data' };
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    cwd: folder,
    env: { ...neutralEnvironment(), ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  const ended = once(child, 'close');
  try {
    const url = `http://${host}:${port}/api/taxonomy`;
    for (let tries = 0; tries < 300 && !(await answers(`${url}/health`)); tries += 1) await sleep(50);
    expect(await (await fetch(`${url}/layers`)).json()).toMatchObject({ version: '1.2.3', count: 10 });
    expect((await fetch(`${url}/convert/hfn-to-mfa`, { method: 'POST', body: '{}' })).status).toBe(415);
  } finally {
    child.kill();
    await ended;
  }
  expect(output).toContain('"path":"/api/taxonomy/layers"');
  expect(output).toContain('"res":{"status":415}');
  expect(output).toContain('"msg":"stopping"');
}, 60_000);

it('--out with something in it → refused, and left as it is', async () => {
  const build = run(process.execPath, ['--import', 'tsx', 'scripts/build.ts', '--out', folder]);
  await expect(build).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`${folder} is there`),
  });
  expect(await readdir(folder)).toEqual(['node_modules']);
});

/** Whether V8 takes the bytecode that the build kept; asked without the flags of a test runner. */
async function isCodeTaken(): Promise<boolean> {
  const ask = `
    const [source, cachedData] = ['', '.code'].map((end) => fs.readFileSync('dist/server/service.js' + end));
    console.log(new vm.Script(source.toString('latin1'), { cachedData }).cachedDataRejected);`;
  const { stdout } = await run(process.execPath, ['--eval', ask], { cwd: folder });
  return stdout.trim() === 'false';
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
