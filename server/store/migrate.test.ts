import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-store.ts';
import { runExclusively } from './sql-database.ts';
import { StoreUnavailable } from './store.ts';
import { createSqliteDatabase } from './testing/databases.ts';
import { onPostgres } from './testing/on-each-database.ts';

it('a migration fails → StoreUnavailable', async () => {
  const { options, drop } = await createSqliteDatabase();
  const database = await openDatabase(options);
  await sql`create table releases (name text)`.execute(database.db);
  await expect(runExclusively(database, migrate)).rejects.toThrow(StoreUnavailable);
  await database.db.destroy();
  await drop();
});

await onPostgres((create) => {
  it('migrated within an exclusive transaction → the lock is held until its end', async () => {
    const { options, drop } = await create();
    const database = await openDatabase(options);
    const held = await runExclusively(database, async (connection) => {
      await migrate(connection);
      const own = sql`select 1 from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`;
      return (await own.execute(connection)).rows.length;
    });
    expect(held).toBeGreaterThan(0);
    await database.db.destroy();
    await drop();
  });
});
