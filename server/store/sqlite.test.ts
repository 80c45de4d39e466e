import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import Database from 'libsql';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { locationOf, openStore, sqliteFile } from './open-store.ts';
import { openSqlite } from './sqlite.ts';
import { StoreUnavailable } from './store.ts';
import { createSqliteDatabase } from './testing/databases.ts';
import { sampleNext } from './testing/sample-release.ts';

afterEach(() => vi.useRealTimers());

it('another process holds the write lock → reads work, publishing waits and then fails with StoreUnavailable', async () => {
  const { options, drop } = await createSqliteDatabase();
  const store = await openStore(options);
  const other = new Database(join(options.dataDir, 'taxonomy.db'));

  vi.useFakeTimers({ toFake: ['performance'] });
  other.exec('begin immediate');
  const failed = vi.fn();
  const publishing = store.publish(sampleNext('1.2.4'), '1.2.3').catch(failed);
  expect(await store.list()).toHaveLength(2);
  await sleep(40);
  vi.advanceTimersByTime(1999);
  await sleep(40);
  expect(failed).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2);
  await publishing;
  expect(failed).toHaveBeenCalledWith(expect.any(StoreUnavailable));
  other.exec('commit');

  await store.publish(sampleNext('1.2.4'), '1.2.3');
  expect(await store.list()).toHaveLength(3);
  other.close();
  await store.close();
  await drop();
});

it('a folder that cannot be created → StoreUnavailable', async () => {
  await expect(openStore({ dataDir: '/dev/null/data' })).rejects.toThrow(StoreUnavailable);
});

it('a database with another table, which is not ours → opened; with a table of ours → StoreUnavailable', async () => {
  for (const [table, opens] of [
    ['others', true],
    ['releases', false],
  ] as const) {
    const { options, drop } = await createSqliteDatabase();
    const other = new Database(sqliteFile(options));
    other.exec(`create table ${table} (name text)`);
    other.close();
    const opening = openStore({ ...options, mark: { tier: 'dev' } });
    if (opens) await (await opening).close();
    else await expect(opening).rejects.toThrow(StoreUnavailable);
    await drop();
  }
});

it('a PostgreSQL database is named → no file is created, and messages name the variable alone', async () => {
  const { options, drop } = await createSqliteDatabase();
  const named = { ...options, databaseUrl: 'postgres://somebody:secret@127.0.0.1:1/registry' };
  await expect(openStore(named)).rejects.toThrow(StoreUnavailable);
  expect(readdirSync(options.dataDir)).toEqual([]);
  expect([locationOf(named), locationOf(options)]).toEqual([
    'the database of DATABASE_URL',
    `DATA_DIR=${options.dataDir}`,
  ]);
  await drop();
});

it('the name of a migration is not UTF-8 → StoreUnavailable, and the process goes on', async () => {
  const { options, drop } = await createSqliteDatabase();
  await (await openStore(options)).close();
  const other = new Database(join(options.dataDir, 'taxonomy.db'));
  other.exec("update kysely_migration set name = cast(x'ff' as text) where name like '0002%'");
  other.close();
  await expect(openStore(options)).rejects.toThrow(StoreUnavailable);
  await drop();
});

describe('a watched store', () => {
  const toFake = ['setInterval', 'clearInterval', 'performance'] as const;

  /** Opens, watches, and gives a connection of another process. */
  async function watch(fresh = false) {
    vi.useFakeTimers({ toFake: [...toFake] });
    const { options, drop } = await createSqliteDatabase();
    const store = await openStore({ ...options, fresh });
    const other = new Database(join(options.dataDir, 'taxonomy.db'));
    const seen: (string | undefined)[] = [];
    const stop = store.watch((current) => seen.push(current));
    return {
      seen,
      other,
      store,
      stop,
      async close() {
        await stop();
        other.close();
        await store.close();
        await drop();
      },
    };
  }

  it('nothing is published → reported after a fifth of a second, and every 30 seconds', async () => {
    const { seen, close } = await watch();
    vi.advanceTimersByTime(199);
    expect(seen).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(seen).toEqual(['1.2.3']);
    vi.advanceTimersByTime(29_800);
    expect(seen).toHaveLength(1);
    vi.advanceTimersByTime(200);
    expect(seen).toEqual(['1.2.3', '1.2.3']);
    await close();
  });

  it('it is empty, and then a release is published → no version, and then that one', async () => {
    const { seen, store, close } = await watch(true);
    vi.advanceTimersByTime(200);
    expect(seen).toEqual([undefined]);
    await store.publish(sampleNext('0.1.0'), undefined);
    vi.advanceTimersByTime(200);
    expect(seen).toEqual([undefined, '0.1.0']);
    await close();
  });

  it('it cannot be read for a while → nothing is reported, and then the current version', async () => {
    const { seen, other, close } = await watch();
    other.exec('alter table releases rename to away');
    vi.advanceTimersByTime(400);
    expect(seen).toEqual([]);
    other.exec('alter table away rename to releases');
    vi.advanceTimersByTime(200);
    expect(seen).toEqual(['1.2.3']);
    await close();
  });

  it('watched no more → no timer is left', async () => {
    const { stop, close } = await watch();
    expect(vi.getTimerCount()).toBe(1);
    await stop();
    expect(vi.getTimerCount()).toBe(0);
    await close();
  });
});

it('a database is open → it syncs fully, and waits two seconds for others', async () => {
  const { options, drop } = await createSqliteDatabase();
  const { db, beginExclusive, settle } = openSqlite(join(options.dataDir, 'taxonomy.db'));
  const read = async (name: string) =>
    (await sql.raw(`pragma ${name}`).execute(db)).rows.map((row) => Object.values(row as object));
  expect(await read('journal_mode')).toEqual([['wal']]);
  expect(await read('synchronous')).toEqual([[2]]);
  expect(await read('busy_timeout')).toEqual([[2000]]);
  // While it begins to write, and while it settles, it does not wait.
  await beginExclusive(db);
  expect(await read('busy_timeout')).toEqual([[2000]]);
  await sql`commit`.execute(db);
  settle();
  expect(await read('busy_timeout')).toEqual([[2000]]);
  await db.destroy();
  await drop();
});
