import { execa } from 'execa';
import { afterEach, expect, it, vi } from 'vitest';
import { freePort } from '../lib/ports.ts';
import { projectRoot } from '../lib/project.ts';

const timeout = 60_000;
let starting: ReturnType<typeof start>;
afterEach(() => void starting.kill());

function start(env: Record<string, string>) {
  const args = ['scripts/bootstrap.mjs', 'scripts/start.ts'];
  return execa(process.execPath, args, { cwd: projectRoot, env, reject: false, forceKillAfterDelay: false });
}

it('npm start → API and mock respond; SIGTERM → both stop', { timeout: 2 * timeout }, async () => {
  const [port, mockPort] = [await freePort(), await freePort()];
  let output = '';
  starting = start({ PORT: String(port), MOCK_PORT: String(mockPort) });
  starting.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  await vi.waitFor(() => expect(output).toContain(`http://127.0.0.1:${port}/docs`), timeout);

  const urls = [port, mockPort].map((each) => `http://127.0.0.1:${each}/api/taxonomy/version`);
  for (const url of urls) expect((await fetch(url)).status).toBe(200);

  starting.kill('SIGTERM');
  expect(await starting).toMatchObject({ exitCode: 0, isTerminated: false });
  for (const url of urls) await expect(fetch(url)).rejects.toThrow('fetch failed');
});

it('API or mock ends while starting → the other stops, exit 1', { timeout }, async () => {
  const port = String(await freePort());
  starting = start({ PORT: port, MOCK_PORT: port });
  const { exitCode, stderr } = await starting;
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`Port ${port} is taken.`);
  expect(stderr).toContain('ended (exit code 1). Stopping everything.');
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow('fetch failed');
});

it.each(['PORT', 'MOCK_PORT'])('an invalid %s → named, exit 2', { timeout }, async (variable) => {
  starting = start({ [variable]: 'http' });
  const { exitCode, stderr } = await starting;
  expect(stderr).toContain(` ${variable}=http must be integer.`);
  expect(exitCode).toBe(2);
});
