import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { neutralEnvironment } from './environment.ts';
import { launch } from './launch.ts';
import { answers, Unreachable } from './reach.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'launch-'));
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rm(folder, { recursive: true }));

async function script(code: string) {
  const file = join(folder, `${randomUUID()}.mjs`);
  await writeFile(file, code);
  return file;
}

const listening = `
  import { createServer } from 'node:http';
  createServer((_, response) => response.end()).listen(process.env.TOY_PORT, process.env.HOST);`;

// Processes are started: on a busy machine that takes longer than a test usually may.
describe('launch', { timeout: 60_000 }, () => {
  it('a script that listens where it is told → its URL, and nothing there once it is stopped', async () => {
    const { url, stop } = await launch(await script(listening), 'TOY_PORT');
    expect(await answers(url)).toBe(true);
    await stop();
    expect(await answers(url)).toBe(false);
  });

  it('variables of this shell that another service may read → not passed on', async () => {
    vi.stubEnv('CORS_ORIGINS', 'https://client.example');
    vi.stubEnv('RESPONSE_CACHE', 'off');
    const file = await script(`
      import { createServer } from 'node:http';
      const server = createServer((_, response) => response.end(JSON.stringify(process.env)));
      server.listen(process.env.TOY_PORT, process.env.HOST);`);
    const { url, stop } = await launch(file, 'TOY_PORT', { PUBLISH_ISSUER: 'toys' });
    try {
      const { TOY_PORT, DATA_DIR, RESPONSE_CACHE, ...others } = await (await fetch(url)).json();
      // All but this one, so that each road can be put to the test.
      expect(RESPONSE_CACHE).toBe('off');
      expect(Object.keys(others).filter((name) => !(name in neutralEnvironment()))).toEqual([
        'RATE_LIMIT',
        'HOST',
        'PUBLISH_ISSUER',
      ]);
    } finally {
      await stop();
    }
  });

  it('a script that ignores being asked to stop → stopped', async () => {
    const { url, stop } = await launch(
      await script(`${listening} process.on('SIGTERM', () => {});`),
      'TOY_PORT',
    );
    await stop();
    expect(await answers(url)).toBe(false);
  });

  it('the process that launched it exits → it does not live on, nor does its data', async () => {
    const launcher = await script(
      `import { launch } from '${new URL('launch.ts', import.meta.url)}';
       console.log((await launch('${await script(listening)}', 'TOY_PORT')).url);
       process.exit(0);`,
    );
    const temporary = await mkdtemp(join(folder, 'tmp-'));
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', launcher], {
      env: { ...process.env, TMPDIR: temporary },
    });
    expect(stdout).toMatch(/^http/);
    expect(await answers(stdout.trim())).toBe(false);
    const left = await readdir(temporary);
    expect(left.filter((name) => name.startsWith('taxonomy-'))).toEqual([]);
  });

  it('a script that ends → unreachable, with its last words', async () => {
    const file = await script(`console.error('no store'); process.exit(1);`);
    await expect(launch(file, 'TOY_PORT')).rejects.toThrow('ended. It said: no store');
    await expect(launch(file, 'TOY_PORT')).rejects.toBeInstanceOf(Unreachable);
  });

  it('a script that never answers → unreachable after the bound', async () => {
    const file = await script(`setInterval(() => {}, 1000);`);
    await expect(launch(file, 'TOY_PORT', {}, 300)).rejects.toThrow('did not answer');
  });
});
