/** What the SQL store needs of a database. SQLite and PostgreSQL each provide it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { type ReleaseStore, StoreUnavailable } from './store.ts';

export interface SqlDatabase {
  readonly db: Kysely<Schema>;
  /**
   * Begins an exclusive transaction on this connection: no other transaction begun with this function runs at the
   * same time, in any process. Readers are not blocked. The commit notifies watchers.
   */
  beginExclusive(connection: Kysely<Schema>): Promise<void>;
  readonly watch: ReleaseStore['watch'];
  /** Throws when what is written would be lost. */
  checkFiles(): void;
  /** Called when releases were stored: makes one file hold all of them, where releases are in files. */
  settle(): void;
  /** The text of a column as bytes, whatever they are. */
  bytes(column: string): RawBuilder<unknown>;
}

/** How long a call waits for a connection, or for another publisher to finish. */
export const patienceMs = 2000;

/**
 * Turns everything that a driver throws into StoreUnavailable. Used around driver calls only, so that a bug of
 * this project is not reported as an outage.
 */
export async function fromDriver<Result>(call: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw new StoreUnavailable(error);
  }
}

/** Repeats the work while another process writes to the SQLite file. PostgreSQL waits for locks by itself. */
export async function retryWhileBusy<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await sleep(5 + Math.random() * 15);
    }
  }
}

function isBusy(error: unknown): boolean {
  const cause = error instanceof StoreUnavailable && error.cause;
  return cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_BUSY';
}

/** Runs the work in one exclusive transaction, so what it reads is still true when it writes. */
export function runExclusively<Result>(
  { db, beginExclusive }: SqlDatabase,
  work: (connection: Kysely<Schema>) => Promise<Result>,
): Promise<Result> {
  // Not Kysely's transaction(): it begins deferred on SQLite. Kysely's Migrator begins no transaction there.
  return db.connection().execute(async (connection) => {
    try {
      await beginExclusive(connection);
      const result = await work(connection);
      await sql`commit`.execute(connection);
      return result;
    } catch (error) {
      // Rollback fails when no transaction has begun. The first error is the one to report.
      await sql`rollback`.execute(connection).catch(() => {});
      throw error;
    }
  });
}
