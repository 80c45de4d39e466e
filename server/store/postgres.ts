/**
 * Releases in PostgreSQL, which several replicas share.
 *
 * A publisher holds an advisory lock until its transaction commits or rolls back. Readers take no lock. The commit
 * also sends NOTIFY.
 */
import { CamelCasePlugin, Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely';
import { type ClientConfig, DatabaseError, Pool, type PoolClient } from 'pg';
import type { Schema } from './schema.ts';
import { fromDriver, patienceMs, type SqlDatabase } from './sql-database.ts';
import { channel, watchPostgres } from './watch-postgres.ts';

type KyselyClient = Awaited<ReturnType<PostgresPool['connect']>>;

// The largest release, 32 MiB, takes about two seconds to store.
const statementMs = 5000;

/** Settings of a session. PgBouncer refuses them unless it is told to ignore them. */
const timeouts = {
  lock_timeout: patienceMs,
  statement_timeout: statementMs,
  // Frees the lock of a publisher whose machine disappeared without closing its connection.
  idle_in_transaction_session_timeout: statementMs,
};

// An arbitrary number that nothing else in the database uses.
const publishLock = 5_171_906_218;

export function openPostgres(connectionString: string): SqlDatabase {
  const config: ClientConfig = {
    connectionString,
    application_name: 'taxonomy',
    keepAlive: true,
    connectionTimeoutMillis: patienceMs,
    // Applies when the server cannot report its own timeout.
    query_timeout: statementMs + 500,
  };
  return {
    db: new Kysely<Schema>({
      dialect: new PostgresDialect({ pool: openPool(config) }),
      plugins: [new CamelCasePlugin()],
    }),
    async beginExclusive(connection) {
      await sql`begin`.execute(connection);
      // For a pooler that did not take them. For this transaction only, because others may use the session after it.
      const settings = Object.entries(timeouts).map(
        ([name, ms]) => sql`set_config(${name}, ${String(ms)}, true)`,
      );
      await sql`select ${sql.join(settings)}`.execute(connection);
      await sql`select pg_advisory_xact_lock(${publishLock})`.execute(connection);
      await sql`select pg_notify(${channel}, '')`.execute(connection);
    },
    checkFiles: () => {},
    settle: () => {},
    // Sends the bytes as they are stored; a cast to bytea would read backslashes.
    bytes: (column) => sql`textsend(${sql.ref(column)}::text)`,
    watch: (report) => watchPostgres(config, report),
  };
}

function openPool(config: ClientConfig): PostgresPool {
  let pool = createPool({ ...config, ...timeouts });
  const connect = async () => {
    const tried = pool;
    try {
      return await tried.connect();
    } catch (error) {
      if (!/unsupported startup parameter/.test(String(error))) throw error;
      if (pool === tried) pool = createPool(config);
      return pool.connect();
    }
  };
  return {
    connect: async () => discardAfterTimeout(await fromDriver(connect)),
    end: () => pool.end(),
  };
}

function createPool(config: ClientConfig): Pool {
  const pool = new Pool({ ...config, max: 4 });
  // Without these listeners, a connection that breaks between two queries would end the process. The pool drops
  // an idle one; for a connection in use, the next query fails.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/**
 * Closes a connection after a query timeout. pg would give it to the next caller while the query still runs and
 * the transaction is open: that caller would read uncommitted data.
 */
function discardAfterTimeout(client: PoolClient): KyselyClient {
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
  // Kysely's type also has cursors, which are not used here.
  return {
    query: reportingQuery as unknown as KyselyClient['query'],
    release: () => client.release(failure),
  };
}
