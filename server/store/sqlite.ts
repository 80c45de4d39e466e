/**
 * Releases in one SQLite file, which several processes may share. libsql is synchronous.
 *
 * With WAL, readers do not wait for the writer. A writer starts with BEGIN IMMEDIATE, so what it read cannot
 * change before it writes.
 */
import { CamelCasePlugin, type DatabaseConnection, Kysely, SqliteDialect, sql } from 'kysely';
import Database from 'libsql';
import type { Schema } from './schema.ts';
import { fromDriver, patienceMs, type SqlDatabase } from './sql-database.ts';
import { createFileCheck, markFilled } from './sqlite-files.ts';

const pollMs = 200;
const reportMs = 30_000;

// As bytes: libsql ends the process at a text that is not UTF-8.
const selectCurrentVersion = 'select cast(version as blob) from releases order by sequence desc limit 1';

export function openSqlite(file: string): SqlDatabase {
  const database = new Database(file);
  try {
    database.exec('pragma journal_mode = wal');
    // An acknowledged release must survive a power failure, not only the end of the process.
    database.exec('pragma synchronous = full');
    database.exec(`pragma busy_timeout = ${patienceMs}`);
    checkMigrations(database);
  } catch (error) {
    database.close();
    throw error;
  }
  const checkFiles = createFileCheck(file);
  const dialect = new SqliteDialect({ database, onCreateConnection: wrapDriverErrors });
  return {
    db: new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] }),
    beginExclusive: () =>
      fromDriver(() => {
        checkFiles();
        beginImmediate(database);
      }),
    checkFiles,
    settle() {
      checkpoint(database);
      markFilled(file);
    },
    bytes: (column) => sql`cast(${sql.ref(column)} as blob)`,
    watch: (report) => watchFile(file, report),
  };
}

/** Throws when the names of migrations are not UTF-8: Kysely reads them as text, which would end the process. */
function checkMigrations(database: Database.Database): void {
  if (readValue(database, "select 1 from sqlite_master where name = 'kysely_migration'") === undefined)
    return;
  const columns = 'cast(name as blob) as name, cast(timestamp as blob) as timestamp';
  const rows = database.prepare(`select ${columns} from kysely_migration`).all() as Record<
    string,
    ArrayBuffer
  >[];
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (const bytes of rows.flatMap(Object.values)) decoder.decode(bytes);
}

async function wrapDriverErrors(connection: DatabaseConnection): Promise<void> {
  const execute: typeof connection.executeQuery = connection.executeQuery.bind(connection);
  connection.executeQuery = (query) => fromDriver(() => execute(query));
}

/**
 * Fails at once when another process writes; the caller waits. A busy timeout would block the event loop, and it
 * could never succeed if the writer were in this process. Not a prepared statement: after SQLITE_BUSY it stays
 * open in libsql and blocks every later COMMIT (tursodatabase/libsql-client-ts#352).
 */
function beginImmediate(database: Database.Database): void {
  database.exec('pragma busy_timeout = 0');
  try {
    database.exec('begin immediate');
  } finally {
    database.exec(`pragma busy_timeout = ${patienceMs}`);
  }
}

/**
 * Moves everything from the WAL into the database, so that a copy of that one file is complete. Another process may
 * prevent it: the WAL is durable as well, and the next checkpoint moves it.
 */
function checkpoint(database: Database.Database): void {
  database.exec('pragma busy_timeout = 0');
  try {
    database.exec('pragma wal_checkpoint(truncate)');
  } catch {
  } finally {
    database.exec(`pragma busy_timeout = ${patienceMs}`);
  }
}

/** Uses a second connection, because `data_version` changes only with commits of other connections. */
function watchFile(file: string, report: (current: string | undefined) => void): () => Promise<void> {
  const database = new Database(file);
  let seen: unknown;
  let nextReportAt = 0;
  const readNews = () => {
    const dataVersion = readValue(database, 'pragma data_version');
    if (dataVersion === seen && performance.now() < nextReportAt) return undefined;
    const current = readValue(database, selectCurrentVersion) as ArrayBuffer | undefined;
    seen = dataVersion;
    nextReportAt = performance.now() + reportMs;
    return { current: current === undefined ? undefined : Buffer.from(current).toString() };
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
