import { join } from 'node:path';
import Database from 'libsql';
import { expect, it } from 'vitest';
import { openStore } from './open-store.ts';
import { StoreUnavailable } from './store.ts';
import { createSqliteDatabase } from './testing/databases.ts';
import { sampleNext } from './testing/sample-release.ts';

it('another process holds the write lock → reads work, publishing waits and then fails with StoreUnavailable', async () => {
  const { options, drop } = await createSqliteDatabase();
  const store = await openStore(options);
  const other = new Database(join(options.dataDir, 'taxonomy.db'));

  other.exec('begin immediate');
  const publishing = store.publish(sampleNext('1.2.4'), '1.2.3');
  expect(await store.list()).toHaveLength(2);
  await expect(publishing).rejects.toThrow(StoreUnavailable);
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
