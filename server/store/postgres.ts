/**
 * Releases in PostgreSQL, which several replicas share.
 *
 * A publisher holds an advisory lock until its transaction ends, however it ends; readers take no lock.
 * Its NOTIFY is sent by the same commit.
 */
import { CamelCasePlugin, Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely';
import { type ClientConfig, DatabaseError, Pool, type PoolClient } from 'pg';
import { patienceMs } from './attempt.ts';
import type { Schema } from './schema.ts';
import { fromDriver, type SqlDatabase } from './sql-database.ts';
import { channel, watchPostgres } from './watch-postgres.ts';

type KyselyClient = Awaited<ReturnType<PostgresPool['connect']>>;

// The largest release, 32 MiB, takes about two seconds to store.
const statementMs = 5000;

// Any number that nothing else in the database locks.
const publishLock = 5_171_906_218;

export function openPostgres(connectionString: string): SqlDatabase {
  const config: ClientConfig = {
    connectionString,
    application_name: 'taxonomy',
    keepAlive: true,
    connectionTimeoutMillis: patienceMs,
    lock_timeout: patienceMs,
    statement_timeout: statementMs,
    // The lock of a publisher whose machine is gone, but whose connection nobody closed.
    idle_in_transaction_session_timeout: statementMs,
    // For the server that cannot even say that it gives up.
    query_timeout: statementMs + 500,
  };
  return {
    db: new Kysely<Schema>({
      dialect: new PostgresDialect({ pool: openPool(config) }),
      plugins: [new CamelCasePlugin()],
    }),
    async beginAlone(connection) {
      await sql`begin`.execute(connection);
      await sql`select pg_advisory_xact_lock(${publishLock})`.execute(connection);
      await sql`select pg_notify(${channel}, '')`.execute(connection);
    },
    watch: (report) => watchPostgres(config, report),
  };
}

function openPool(config: ClientConfig): PostgresPool {
  const pool = new Pool({ ...config, max: 4 });
  // Without a listener a connection that breaks between two queries would end the process. The pool drops
  // it if idle; whoever holds it hears of it from the next query.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    connect: async () => discardedWhenSilent(await fromDriver(() => pool.connect())),
    end: () => pool.end(),
  };
}

/**
 * After a query timeout pg hands the connection to the next caller with the query still running on it, and
 * the transaction still open: that caller would read what was never committed. So it is closed instead.
 */
function discardedWhenSilent(client: PoolClient): KyselyClient {
  let failure: Error | undefined;
  const query = async (text: string, values: readonly unknown[]) => {
    if (failure) throw failure;
    try {
      return await client.query(text, [...values]);
    } catch (error) {
      if (!(error instanceof DatabaseError)) failure = error as Error;
      throw error;
    }
  };
  const reportingQuery = (text: string, values: readonly unknown[]) => fromDriver(() => query(text, values));
  // Kysely's type has cursors as well, which nothing here asks for.
  return {
    query: reportingQuery as unknown as KyselyClient['query'],
    release: () => client.release(failure),
  };
}
