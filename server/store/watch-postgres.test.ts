/** Without a database: what its client is asked, and what it reports. store.test.ts has a database. */
import { syncBuiltinESMExports } from 'node:module';
import timers, { setImmediate as nextTurn } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchPostgres } from './watch-postgres.ts';

/** The database: its newest version, and whether it can be reached. */
const database = { version: undefined as string | undefined, fails: false };
let queries: string[];
let clients: Client[];
let seen: (string | undefined)[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  // No pause between two connections.
  vi.spyOn(Math, 'random').mockReturnValue(-1);
  Object.assign(database, { version: '1.0.0', fails: false });
  [queries, clients, seen] = [[], [], []];
  const answer = async <Value>(value: Value) => {
    if (database.fails) throw new Error('unreachable');
    return value;
  };
  vi.spyOn(Client.prototype, 'connect').mockImplementation(function (this: Client) {
    clients.push(this);
    return answer(undefined);
  } as never);
  vi.spyOn(Client.prototype, 'query').mockImplementation(((text: string) => {
    queries.push(text);
    const { version } = database;
    return answer({ rows: version === undefined ? [] : [{ version }] });
  }) as never);
  vi.spyOn(Client.prototype, 'end').mockImplementation((async () => {}) as never);
});
afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  vi.useRealTimers();
});

async function turns() {
  for (let count = 0; count < 10; count += 1) await nextTurn();
}

async function watch() {
  const stop = watchPostgres({}, (version) => seen.push(version));
  await turns();
  return stop;
}

it('it begins → it listens, and the current version is reported', async () => {
  const stop = await watch();
  expect(queries[0]).toBe('listen taxonomy_releases');
  expect(seen).toEqual(['1.0.0']);
  await stop();
});

it('nothing is published → reported once, until something is', async () => {
  database.version = undefined;
  const stop = await watch();
  clients[0]?.emit('notification');
  await turns();
  expect(seen).toEqual([undefined]);
  database.version = '1.0.0';
  clients[0]?.emit('notification');
  await turns();
  expect(seen).toEqual([undefined, '1.0.0']);
  await stop();
});

it('a notification → a new version is reported, and a known one is not', async () => {
  const stop = await watch();
  clients[0]?.emit('notification');
  await turns();
  database.version = '1.0.1';
  clients[0]?.emit('notification');
  await turns();
  expect(seen).toEqual(['1.0.0', '1.0.1']);
  await stop();
});

it('no notification arrives → a new version is found within a second', async () => {
  const stop = await watch();
  database.version = '1.0.1';
  vi.advanceTimersByTime(999);
  await turns();
  expect(seen).toEqual(['1.0.0']);
  vi.advanceTimersByTime(1);
  await turns();
  expect(seen).toEqual(['1.0.0', '1.0.1']);
  await stop();
});

it('half a minute passes → the version is reported again', async () => {
  const stop = await watch();
  for (const [milliseconds, times] of [
    [29_000, 1],
    [1000, 2],
    [29_000, 2],
    [1000, 3],
  ] as const) {
    vi.advanceTimersByTime(milliseconds);
    await turns();
    expect(seen).toHaveLength(times);
  }
  await stop();
});

it.each<[string, (client: Client) => void]>([
  ['reports an error', (client) => client.emit('error', new Error('reset'))],
  ['ends', (client) => client.emit('end')],
  [
    'cannot be asked',
    (client) => {
      vi.mocked(client.query).mockImplementationOnce((() => Promise.reject(new Error('timeout'))) as never);
      vi.advanceTimersByTime(1000);
    },
  ],
])('a connection %s → closed, another one is opened, and the version is reported', async (_, fail) => {
  const stop = await watch();
  const timers = vi.getTimerCount();
  fail(clients[0] as Client);
  await turns();
  await vi.waitFor(() => expect(clients).toHaveLength(2));
  await turns();
  expect(vi.mocked(Client.prototype.end).mock.contexts).toEqual([clients[0]]);
  expect([seen, vi.getTimerCount()]).toEqual([['1.0.0', '1.0.0'], timers]);
  await stop();
});

it('the database is not reachable → tried again until it is', async () => {
  database.fails = true;
  const stop = await watch();
  expect([seen, vi.getTimerCount()]).toEqual([[], 0]);
  database.fails = false;
  await vi.waitFor(() => expect(seen).toEqual(['1.0.0']));
  await stop();
});

it('attempts fail one after the other → longer pauses, up to a second; a connection that worked → a short one', async () => {
  vi.mocked(Math.random).mockReturnValue(0.5);
  const sleep = vi.spyOn(timers, 'setTimeout').mockImplementation(() => nextTurn());
  syncBuiltinESMExports();
  const pauses = () => sleep.mock.calls.map(([milliseconds]) => milliseconds);
  database.fails = true;
  const stop = await watch();
  expect(pauses().slice(0, 6)).toEqual([50, 150, 350, 750, 1000, 1000].map((most) => 0.75 * most));
  database.fails = false;
  await vi.waitFor(() => expect(seen).toEqual(['1.0.0']));
  sleep.mockClear();
  clients.at(-1)?.emit('end');
  await turns();
  expect(pauses()).toEqual([0.75 * 50]);
  await stop();
});

it('watched no more → the connection is closed, and nothing is left', async () => {
  const stop = await watch();
  await stop();
  expect(vi.mocked(Client.prototype.end).mock.contexts).toEqual(clients);
  expect([clients.length, vi.getTimerCount()]).toEqual([1, 0]);
});

it('watched no more before the next attempt to connect → ends at once', async () => {
  vi.mocked(Math.random).mockReturnValue(10_000);
  database.fails = true;
  const stop = await watch();
  await stop();
  expect(clients).toHaveLength(1);
});

it('watched no more while a version is read → not reported', async () => {
  const stop = await watch();
  database.version = '1.0.1';
  clients[0]?.emit('notification');
  await stop();
  await turns();
  expect(seen).toEqual(['1.0.0']);
});

it('watched no more before it is connected → no timer is left', async () => {
  const stop = watchPostgres({}, (version) => seen.push(version));
  await stop();
  await turns();
  expect([seen, vi.getTimerCount()]).toEqual([[], 0]);
});
