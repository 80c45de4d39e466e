import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../../lib/project.ts';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import type { Build } from '../model.ts';
import { createCommandDriver } from './commands.ts';

const folder = useTemporaryFolder();
const id = 'c'.repeat(64);
const build: Build = {
  id,
  folder: '/builds/c',
  contract: '1.2.0',
  manifest: { files: {}, contract: { version: '1.2.0', checksum: 'x' }, node: '>=20' },
};

/** Each of the three commands is this text, in the shell. */
const driverOf = (command: string) =>
  createCommandDriver('staging', { start: command, switch: command, stop: command });
const variables = { PUBLISH_KEY_FILE: '/keys/a key.pem', RATE_LIMIT: '9', METRICS_PORT: undefined };
const start = (command: string) => driverOf(command).start(build, { store: 'copy', variables });
const messageOf = (call: Promise<unknown>) => call.then(String, (error: Error) => error.message);

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe('what a command gets', () => {
  const named = { TIER: 'staging', BUILD: id, BUILD_FOLDER: '/builds/c' };
  const replaced = { VARIABLES: 'PUBLISH_KEY_FILE RATE_LIMIT', RATE_LIMIT: '9' };
  const calls: [string, (command: string) => Promise<unknown>, object][] = [
    ['start', start, { ...named, ...replaced, PUBLISH_KEY_FILE: '/keys/a key.pem', STORE: 'copy' }],
    [
      'start, same copy',
      (command) => driverOf(command).start(build, { store: 'same copy' }),
      { ...named, VARIABLES: '', STORE: 'same copy' },
    ],
    ['switch', (command) => driverOf(command).switch(build), named],
    ['stop, a build', (command) => driverOf(command).stop(build), named],
    ['stop, the copy', (command) => driverOf(command).stop('copy'), { TIER: 'staging', STORE: 'copy' }],
  ];

  it.each(calls)('%s → the documented variables, and no others of them', async (_name, call, expected) => {
    // The shell of an operator: nothing of it may be taken for an order.
    for (const name of ['TIER', 'STORE', 'VARIABLES', 'BUILD', 'BUILD_FOLDER']) vi.stubEnv(name, 'shell');
    const print = 'JSON.stringify([process.env, process.cwd()])';
    const file = join(folder(), 'seen.json');
    await call(`node -e 'fs.writeFileSync("${file}", ${print})' && echo http://127.0.0.1:1`);
    const [seen, cwd] = JSON.parse(readFileSync(file, 'utf8'));
    const names = 'TIER STORE VARIABLES BUILD BUILD_FOLDER PUBLISH_KEY_FILE RATE_LIMIT METRICS_PORT';
    const present = Object.entries(seen).filter(([name]) => names.split(' ').includes(name));
    expect(Object.fromEntries(present)).toEqual(expected);
    expect(join(cwd, '/')).toBe(projectRoot);
  });
});

it.each([
  ['one line', 'echo http://10.0.0.7:3001', 'http://10.0.0.7:3001'],
  ['talk before it', 'echo copied; echo https://candidate.example/a/', 'https://candidate.example/a'],
])('start prints a URL: %s → that URL without its final slash', async (_name, command, url) => {
  expect(await start(command)).toBe(url);
});

it.each([
  ['fails', 'echo first >&2; echo "The port is taken." >&2; exit 1', 'failed: The port is taken.'],
  ['fails without a word', 'exit 7', 'failed: it printed no reason, exit code 7.'],
  ['does not exist', '/nowhere/driver start', /failed: .*\/nowhere\/driver.*not found/],
  ['prints nothing', 'true', 'printed "" where a URL was expected.'],
  ['prints another line last', 'echo http://a.example; echo ok', 'printed "ok" where a URL was expected.'],
  ['prints no http', 'echo started: yes', 'printed "started: yes" where a URL was expected.'],
])('start %s → one sentence', async (_name, command, expected) => {
  const message = await messageOf(start(command));
  expect(message).toMatch(/^The command "start" of the tier staging .*$/);
  expect(message).toMatch(expected);
});

it('a command hangs, and what it has started, too → both are killed after two minutes', async () => {
  const file = join(folder(), 'pid');
  // Only the timer of the driver: those of execa go on.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const stopped = messageOf(driverOf(`sleep 600 & echo $! > ${file}; wait; true`).stop('copy'));
  const pid = await vi.waitFor(() => Number(readFileSync(file, 'utf8').trim() || 'none'), 10_000);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(await stopped).toBe(
    'The command "stop" of the tier staging failed: it takes longer than 120 seconds.',
  );
  expect(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').trim() || raiseEnded()).toThrow();
});

/** A process that has ended, and that nobody has waited for, has no command line. */
function raiseEnded(): never {
  throw new Error('ended');
}
