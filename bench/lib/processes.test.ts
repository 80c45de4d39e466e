import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { neutralEnvironment } from '../../lib/environment.ts';
import { startScript } from './processes.ts';

const tellsItsEnvironment = `
  import { createServer } from 'node:http';
  const server = createServer((_, response) => response.end(JSON.stringify(process.env)));
  server.listen(process.env.TOY_PORT, process.env.HOST);`;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'processes-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

// Processes are started: on a busy machine that takes longer than a test usually may.
it('a script → its variables are those given, and its data goes when it ends', {
  timeout: 60_000,
}, async () => {
  vi.stubEnv('LOG_LEVEL', 'debug');
  await writeFile(join(folder, 'toy.mjs'), tellsItsEnvironment);
  const { child, urls } = await startScript(folder, 'toy.mjs', ['TOY_PORT'], { TOYS: 'many' });
  const environment = await (await fetch(urls.TOY_PORT)).json();
  const given = Object.keys(environment).filter((name) => !(name in neutralEnvironment()));
  expect(given.sort()).toEqual(['DATA_DIR', 'HOST', 'TOYS', 'TOY_PORT']);
  expect(existsSync(environment.DATA_DIR)).toBe(true);
  child.kill();
  await once(child, 'exit');
  expect(existsSync(environment.DATA_DIR)).toBe(false);
});
