/** Damaged data: 503 would suggest a retry, which cannot help. */
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

  it('a release that is not JSON → 500 without Retry-After, and an error in the log', async () => {
    const response = await service.request('/api/taxonomy/releases/1.2.2');
    expect([response.status, response.headers.get('retry-after')]).toEqual([500, null]);
    expect(await response.json()).toMatchObject({ type: '/problems/internal' });
    expect(service.logs).toContainEqual(
      expect.objectContaining({ level: 50, err: expect.objectContaining({ type: 'SyntaxError' }) }),
    );
  });

  it('a missing table → StoreUnavailable', async () => {
    const { db } = await openDatabase(database.options);
    await db.schema.dropTable('reverseDeltas').execute();
    await db.destroy();
    await expect(store.history()).rejects.toThrow(StoreUnavailable);
  });
});
