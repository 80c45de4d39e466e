/** Several stores on one database. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase, openStore } from './open-store.ts';
import { type ReleaseStore, VersionConflict } from './store.ts';
import type { TestDatabase } from './testing/databases.ts';
import { onEachDatabase } from './testing/on-each-database.ts';
import { sampleNext } from './testing/sample-release.ts';

await onEachDatabase((create) => {
  let database: TestDatabase;
  let opened: ReleaseStore[];

  async function open(): Promise<ReleaseStore> {
    const store = await openStore(database.options);
    opened.push(store);
    return store;
  }

  beforeEach(async () => {
    opened = [];
    database = await create();
  });
  afterEach(async () => {
    for (const store of opened) await store.close();
    await database.drop();
  });

  it('opened many times at once → seeded once', async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, open));
    for (const store of stores)
      expect((await store.list()).map((it) => it.version)).toEqual(['1.2.3', '1.2.2']);
  });

  it('opened again → everything is stored', async () => {
    const before = await open();
    const next = sampleNext('1.2.4');
    await before.publish(next, '1.2.3', { key: 'a-key', bodyHash: 'a-hash' });
    await before.close();
    opened = [];
    const after = await open();
    expect(await after.get('1.2.4')).toEqual(next.release);
    expect(await after.published('a-key')).toEqual({ version: '1.2.4', bodyHash: 'a-hash' });
  });

  it('two concurrent publications → exactly one succeeds, each time', async () => {
    const [left, right] = [await open(), await open()];
    for (let round = 0; round < 50; round += 1) {
      const next = sampleNext(`1.2.${round + 4}`, 3);
      const expected = `1.2.${round + 3}`;
      const attempts = [left.publish(next, expected), right.publish(next, expected)];
      const settled = await Promise.allSettled(attempts);
      const refusals = settled.filter(({ status }) => status === 'rejected');
      expect(refusals).toMatchObject([{ reason: expect.any(VersionConflict) }]);
    }
    expect(await left.list()).toHaveLength(52);
  });

  it.each(['version', 'sequence', 'idempotencyKey'] as const)(
    'a second row with the same %s → refused',
    async (unique) => {
      const store = await open();
      await store.publish(sampleNext('1.2.4'), '1.2.3', { key: 'a-key', bodyHash: 'a-hash' });
      const { db } = await openDatabase(database.options);
      const row = await db
        .selectFrom('releases')
        .selectAll()
        .where('version', '=', '1.2.4')
        .executeTakeFirstOrThrow();
      const other = { ...row, version: '1.2.5', sequence: 5, idempotencyKey: 'another' };
      await expect(
        db
          .insertInto('releases')
          .values({ ...other, [unique]: row[unique] })
          .execute(),
      ).rejects.toThrow();
      await db.insertInto('releases').values(other).execute();
      await db.destroy();
    },
  );
});
