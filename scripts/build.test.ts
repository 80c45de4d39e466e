import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { freePort } from './lib/free-port.ts';
import { projectRoot } from './lib/project.ts';

const host = '127.0.0.1';

it('built → answers by the contract, and has logged every request when it ends', async () => {
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], { cwd: projectRoot });
  const [port, dataDir] = [await freePort(host), await mkdtemp(join(tmpdir(), 'build-'))];
  const variables = { ENVIRONMENT: 'production', HOST: host, PORT: String(port), DATA_DIR: dataDir };
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    cwd: projectRoot,
    env: { ...process.env, DATABASE_URL: '', ...variables },
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
    await rm(dataDir, { recursive: true });
  }
  expect(output).toContain('"path":"/api/taxonomy/layers"');
  expect(output).toContain('"res":{"status":415}');
  expect(output).toContain('"msg":"stopping"');
}, 60_000);

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
