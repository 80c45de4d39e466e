/**
 * Releases in one SQLite file (libsql, which is synchronous) that several processes may share.
 *
 * WAL lets readers go on beside the one writer. A writer takes its turn with BEGIN IMMEDIATE, so that what
 * it read cannot have changed when it writes.
 */
import { CamelCasePlugin, type DatabaseConnection, Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { patienceMs } from './attempt.ts';
import { type Schema, selectCurrentVersion } from './schema.ts';
import { fromDriver, type SqlDatabase } from './sql-database.ts';

const pollMs = 200;
const reportMs = 30_000;

export function openSqlite(file: string): SqlDatabase {
  const database = new Database(file);
  try {
    database.exec('pragma journal_mode = wal');
    // An acknowledged release outlives a power failure too, not only the process.
    database.exec('pragma synchronous = full');
    database.exec(`pragma busy_timeout = ${patienceMs}`);
  } catch (error) {
    database.close();
    throw error;
  }
  const dialect = new SqliteDialect({ database, onCreateConnection: reportFaults });
  return {
    db: new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] }),
    beginAlone: () => fromDriver(() => beginImmediate(database)),
    watch: (report) => watchFile(file, report),
  };
}

async function reportFaults(connection: DatabaseConnection): Promise<void> {
  const execute: typeof connection.executeQuery = connection.executeQuery.bind(connection);
  connection.executeQuery = (query) => fromDriver(() => execute(query));
}

/**
 * Fails at once when another process writes, for the caller to wait: a busy timeout would wait with the
 * event loop stopped, in vain if the writer were in this process. Not a prepared statement: one that
 * failed busy stays open in libsql and lets no later COMMIT through (tursodatabase/libsql-client-ts#352).
 */
function beginImmediate(database: Database.Database): void {
  database.exec('pragma busy_timeout = 0');
  try {
    database.exec('begin immediate');
  } finally {
    database.exec(`pragma busy_timeout = ${patienceMs}`);
  }
}

/** On a connection of its own, because `data_version` changes with the commits of others only. */
function watchFile(file: string, report: (current: string | undefined) => void): () => Promise<void> {
  const database = new Database(file);
  let seen: unknown;
  let dueAt = 0;
  const readNews = () => {
    const dataVersion = readValue(database, 'pragma data_version');
    if (dataVersion === seen && performance.now() < dueAt) return undefined;
    const current = readValue(database, selectCurrentVersion);
    seen = dataVersion;
    dueAt = performance.now() + reportMs;
    return { current: current === undefined ? undefined : String(current) };
  };
  const timer = setInterval(() => {
    let news: ReturnType<typeof readNews>;
    try {
      news = readNews();
    } catch {
      return; // The next poll tries again.
    }
    if (news) report(news.current);
  }, pollMs).unref();
  return async () => {
    clearInterval(timer);
    database.close();
  };
}

/** The first column of the first row. libsql's `get` ignores `pluck`. */
function readValue(database: Database.Database, query: string): unknown {
  const [row] = database.prepare(query).all() as readonly object[];
  return row && Object.values(row)[0];
}
