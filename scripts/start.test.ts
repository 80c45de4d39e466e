import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { afterEach, expect, it, vi } from 'vitest';
import { freePort } from '../lib/ports.ts';
import { projectRoot } from '../lib/project.ts';

const patience = 60_000;
let starting: ChildProcessByStdio<null, Readable, Readable>;
afterEach(() => starting.kill());

it('npm start → API and mock answer; stopped → neither does', { timeout: 2 * patience }, async () => {
  const [port, mockPort] = [await freePort(), await freePort()];
  let said = '';
  starting = start({ PORT: String(port), MOCK_PORT: String(mockPort) });
  starting.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await vi.waitFor(() => expect(said).toContain(`http://127.0.0.1:${port}/docs`), patience);

  const urls = [port, mockPort].map((each) => `http://127.0.0.1:${each}/api/taxonomy/version`);
  for (const url of urls) expect((await fetch(url)).status).toBe(200);

  starting.kill('SIGTERM');
  expect(await once(starting, 'exit')).toEqual([0, null]);
  for (const url of urls) await expect(fetch(url)).rejects.toThrow('fetch failed');
});

it('one of the two ends while starting → so does the other', { timeout: patience }, async () => {
  const port = String(await freePort());
  starting = start({ PORT: port, MOCK_PORT: port });
  let said = '';
  starting.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  expect(await once(starting, 'exit')).toEqual([1, null]);
  expect(said).toContain(`Port ${port} is taken.`);
  expect(said).toContain('ended (exit code 1). Everything stops.');
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow('fetch failed');
});

it.each(['PORT', 'MOCK_PORT'])('a wrong %s → named, exit 2', { timeout: patience }, async (variable) => {
  starting = start({ [variable]: 'http' });
  const [said] = await once(starting.stderr.setEncoding('utf8'), 'data');
  expect(said).toContain(` ${variable}=http must be integer.`);
  expect(await once(starting, 'exit')).toEqual([2, null]);
});

function start(env: Record<string, string>) {
  return spawn(process.execPath, ['scripts/bootstrap.mjs', 'scripts/start.ts'], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
