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

it('the name of a migration is not UTF-8 → StoreUnavailable, and the process goes on', async () => {
  const { options, drop } = await createSqliteDatabase();
  await (await openStore(options)).close();
  const other = new Database(join(options.dataDir, 'taxonomy.db'));
  other.exec("update kysely_migration set name = cast(x'ff' as text) where name like '0002%'");
  other.close();
  await expect(openStore(options)).rejects.toThrow(StoreUnavailable);
  await drop();
});
