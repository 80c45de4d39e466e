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

it.each([
  ['SIGTERM', () => void starting.kill('SIGTERM'), 0, ''],
  ['the mock is killed', killMock, 1, 'The mock ended (SIGKILL). Stopping everything.'],
])(
  'npm start: API and mock respond; %s → both stop',
  { timeout: 2 * timeout },
  async (_, end, code, message) => {
    const [port, mockPort] = [await freePort(), await freePort()];
    let output = '';
    starting = start({ PORT: String(port), MOCK_PORT: String(mockPort) });
    starting.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    await vi.waitFor(() => expect(output).toContain(`http://127.0.0.1:${port}/docs`), timeout);
    const urls = [port, mockPort].map((each) => `http://127.0.0.1:${each}/api/taxonomy/version`);
    for (const url of urls) expect((await fetch(url)).status).toBe(200);

    await end();
    const { exitCode, stderr } = await starting;
    expect(exitCode).toBe(code);
    expect(stderr).toContain(message);
    for (const url of urls) await expect(fetch(url)).rejects.toThrow('fetch failed');
  },
);

async function killMock(): Promise<void> {
  const { stdout } = await execa('ps', ['-o', 'pid=,args=', '--ppid', String(starting.pid)]);
  process.kill(Number.parseInt(/^.*mock.main\.ts$/m.exec(stdout)?.[0] ?? '', 10), 'SIGKILL');
}

it('PORT and MOCK_PORT are the same → named, exit 1', { timeout }, async () => {
  starting = start({ PORT: '3999', MOCK_PORT: '3999' });
  const { exitCode, stderr } = await starting;
  expect(stderr).toBe('PORT and MOCK_PORT are both 3999. Choose another: MOCK_PORT=4000 npm start');
  expect(exitCode).toBe(1);
});

it.each(['PORT', 'MOCK_PORT'])('an invalid %s → named, exit 2', { timeout }, async (variable) => {
  starting = start({ [variable]: 'http' });
  const { exitCode, stderr } = await starting;
  expect(stderr).toContain(` ${variable}=http must be integer.`);
  expect(exitCode).toBe(2);
});
