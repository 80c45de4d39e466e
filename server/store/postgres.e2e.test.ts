import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openDatabase, openStore } from './open-store.ts';
import { runExclusively } from './sql-database.ts';
import { type ReleaseStore, StoreUnavailable } from './store.ts';
import { type BreakableProxy, startBreakableProxy } from './testing/breakable-proxy.ts';
import type { TestDatabase } from './testing/databases.ts';
import { onPostgres } from './testing/on-each-database.ts';
import { sampleNext } from './testing/sample-release.ts';

await onPostgres((create) => {
  let database: TestDatabase;
  let proxy: BreakableProxy;
  let store: ReleaseStore;
  let direct: ReleaseStore;

  beforeEach(async () => {
    database = await create();
    proxy = await startBreakableProxy(database.options.databaseUrl!);
    store = await openStore({ ...database.options, databaseUrl: proxy.url });
    direct = await openStore(database.options);
  });
  afterEach(async () => {
    await store.close();
    await direct.close();
    await proxy.close();
    await database.drop();
  });

  it('the database stops and starts again → StoreUnavailable, then the same store works', async () => {
    proxy.cut();
    await expect(store.list()).rejects.toThrow(StoreUnavailable);
    await expect(store.publish(sampleNext('1.2.4'), '1.2.3')).rejects.toThrow(StoreUnavailable);
    proxy.restore();
    await store.publish(sampleNext('1.2.4'), '1.2.3');
    expect(await store.list()).toHaveLength(3);
  });

  it('published while the watcher is disconnected → reported after it has reconnected', async () => {
    const seen: (string | undefined)[] = [];
    const stop = store.watch((current) => seen.push(current));
    await vi.waitFor(() => expect(seen).toEqual(['1.2.3']), 10_000);
    proxy.cut();
    await direct.publish(sampleNext('1.2.4'), '1.2.3');
    proxy.restore();
    await vi.waitFor(() => expect(seen.at(-1)).toBe('1.2.4'), 10_000);
    await stop();
  });

  it('silent connections → StoreUnavailable, and not used again', async () => {
    proxy.freeze();
    await expect(store.publish(sampleNext('1.2.4'), '1.2.3')).rejects.toThrow(StoreUnavailable);
    proxy.restore();
    await store.publish(sampleNext('1.2.4'), '1.2.3');
    expect(await direct.list()).toHaveLength(3);
  });

  it('a silent publisher holds the lock → others can publish after its timeout', async () => {
    const silent = await openDatabase({ ...database.options, databaseUrl: proxy.url });
    let publishing: Promise<void> | undefined;
    await new Promise<void>((locked) => {
      const work = runExclusively(silent, async (connection) => {
        proxy.freeze();
        locked();
        await sql`select 1`.execute(connection);
      });
      publishing = expect(work).rejects.toThrow();
    });
    await expect(direct.publish(sampleNext('1.2.4'), '1.2.3')).rejects.toThrow(StoreUnavailable);
    await publishing;
    await vi.waitFor(() => direct.publish(sampleNext('1.2.4'), '1.2.3'), 15_000);
    await silent.db.destroy();
    expect(await direct.list()).toHaveLength(3);
  });

  it('an unreachable database → an error without address and password', async () => {
    const databaseUrl = 'postgres://someone:secret@127.0.0.1:1/somewhere';
    const error = await openStore({ ...database.options, databaseUrl }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(String(error)).toBe('StoreUnavailable: The store of releases is not available. Try again later.');
  });
});
