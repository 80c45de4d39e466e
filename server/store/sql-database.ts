/** What the SQL store needs of a database, whichever it is. */
import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { type ReleaseStore, StoreUnavailable } from './store.ts';

export interface SqlDatabase {
  readonly db: Kysely<Schema>;
  /**
   * Begins a transaction on this connection that no other such transaction, of any process, runs beside.
   * Readers go on meanwhile. Once it is committed, watchers hear of it.
   */
  beginAlone(connection: Kysely<Schema>): Promise<void>;
  readonly watch: ReleaseStore['watch'];
}

/** What a driver throws is StoreUnavailable, and nothing else is: a fault of ours would pass for an outage. */
export async function fromDriver<Result>(call: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw new StoreUnavailable(error);
  }
}

/** All of the work happens, or nothing; alone, so what it read is still true when it writes. */
export function runAlone<Result>(
  { db, beginAlone }: SqlDatabase,
  work: (connection: Kysely<Schema>) => Promise<Result>,
): Promise<Result> {
  // Kysely's own transaction() begins deferred on SQLite, and its Migrator takes none.
  return db.connection().execute(async (connection) => {
    try {
      await beginAlone(connection);
      const result = await work(connection);
      await sql`commit`.execute(connection);
      return result;
    } catch (error) {
      // A rollback fails where there is nothing to roll back; the first error says why.
      await sql`rollback`.execute(connection).catch(() => {});
      throw error;
    }
  });
}
