/** What no database is to blame for: trying again would not help, and 503 would say that it does. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestService, type TestService } from '../testing/start-test-service.ts';
import { openDatabase, openStore } from './open-store.ts';
import { type ReleaseStore, StoreUnavailable } from './store.ts';
import type { TestDatabase } from './testing/databases.ts';
import { onEachDatabase } from './testing/on-each-database.ts';

await onEachDatabase((create) => {
  let database: TestDatabase;
  let store: ReleaseStore;
  let service: TestService;
  beforeEach(async () => {
    database = await create();
    store = await openStore(database.options);
    service = await startTestService({ store });
    const { db } = await openDatabase(database.options);
    await db.updateTable('releases').set({ tree: '{ half' }).where('version', '=', '1.2.2').execute();
    await db.destroy();
  });
  afterEach(async () => {
    await service.close();
    await store.close();
    await database.drop();
  });

  it('a release that is no JSON → 500 and an error in the log, not "try again"', async () => {
    const answer = await service.request('/api/taxonomy/releases/1.2.2');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([500, null]);
    expect(await answer.json()).toMatchObject({ type: '/problems/internal' });
    expect(service.logs).toContainEqual(
      expect.objectContaining({ level: 50, err: expect.objectContaining({ type: 'SyntaxError' }) }),
    );
  });

  it('a table is gone → the database says so, and the store is unavailable', async () => {
    const { db } = await openDatabase(database.options);
    await db.schema.dropTable('reverseDeltas').execute();
    await db.destroy();
    await expect(store.history()).rejects.toThrow(StoreUnavailable);
  });
});
