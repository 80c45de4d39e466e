/** PostgreSQL behind PgBouncer, in each of its pool modes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase, openStore, type StoreOptions } from './open-store.ts';
import { runExclusively } from './sql-database.ts';
import { type ReleaseStore, StoreUnavailable, VersionConflict } from './store.ts';
import type { TestDatabase } from './testing/databases.ts';
import { onPostgres } from './testing/on-each-database.ts';
import { findPgBouncerAbsence, type PgBouncer, startPgBouncer } from './testing/pgbouncer.ts';
import { sampleNext } from './testing/sample-release.ts';
import { raceStorm } from './testing/storm.ts';

const absence = process.env.CI ? undefined : await findPgBouncerAbsence();
if (absence === undefined) await onPostgres(testModes);
else it('PgBouncer is installed', ({ skip }) => skip(`No PgBouncer: ${absence}.`));

function testModes(create: () => Promise<TestDatabase>): void {
  let database: TestDatabase;
  let pgBouncer: PgBouncer;
  let options: StoreOptions;
  let opened: ReleaseStore[];

  async function open(): Promise<ReleaseStore> {
    const store = await openStore(options);
    opened.push(store);
    return store;
  }

  async function start(poolMode: string): Promise<void> {
    opened = [];
    database = await create();
    pgBouncer = await startPgBouncer(database.options.databaseUrl!, poolMode);
    options = { ...database.options, databaseUrl: pgBouncer.url };
  }
  afterEach(async () => {
    for (const store of opened) await store.close();
    await pgBouncer.stop();
    await database.drop();
  });

  describe.each(['session', 'transaction'])('%s mode', (poolMode) => {
    beforeEach(() => start(poolMode));

    it('opened many times at once, published, read → as without it', async () => {
      const stores = await Promise.all(Array.from({ length: 4 }, open));
      const publishing = stores.map((store) => store.publish(sampleNext('1.2.4'), '1.2.3'));
      const outcomes = await Promise.allSettled(publishing);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(VersionConflict);
      for (const store of stores) {
        expect((await store.list()).map(({ version }) => version)).toEqual(['1.2.4', '1.2.3', '1.2.2']);
        expect(await store.get('1.2.4')).toEqual(sampleNext('1.2.4').release);
      }
    });

    it('two processes race → no release lost, none stored twice', async () => {
      await open();
      expect(await raceStorm(options, 10)).toMatchObject({ acknowledged: 10, faults: [] });
    });

    it('published at one replica → the others hear of it within seconds, each release once', async () => {
      const [one, other] = [await open(), await open()];
      const seen: (string | undefined)[] = [];
      const stop = other.watch((current) => seen.push(current));
      await vi.waitFor(() => expect(seen).toEqual(['1.2.3']), 5000);
      await one.publish(sampleNext('1.2.4'), '1.2.3');
      await vi.waitFor(() => expect(seen.at(-1)).toBe('1.2.4'), 5000);
      await sleep(2500);
      expect(seen).toEqual(['1.2.3', '1.2.4']);
      await stop();
    });

    it('a publisher keeps the lock without working → others can publish after its timeout', async () => {
      const store = await open();
      const silent = await openDatabase(options);
      await expect(
        runExclusively(silent, async (connection) => {
          await expect(store.publish(sampleNext('1.2.4'), '1.2.3')).rejects.toThrow(StoreUnavailable);
          await sleep(6000);
          await sql`select 1`.execute(connection);
        }),
      ).rejects.toThrow(StoreUnavailable);
      await store.publish(sampleNext('1.2.4'), '1.2.3');
      await silent.db.destroy();
    });

    it('after a publication → the session has the settings of the server again', async () => {
      const store = await open();
      await store.publish(sampleNext('1.2.4'), '1.2.3');
      const { db } = await openDatabase(options);
      const { rows } = await sql<{ value: string }>`select current_setting('lock_timeout') as value`.execute(
        db,
      );
      expect(rows).toEqual([{ value: '0' }]);
      await db.destroy();
    });
  });

  it('statement mode → StoreUnavailable, whose cause names the mode', async () => {
    await start('statement');
    await expect(open()).rejects.toMatchObject({
      name: 'StoreUnavailable',
      cause: { message: expect.stringMatching(/statement pooling mode/) },
    });
  });
}
