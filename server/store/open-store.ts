import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, Migrator } from 'kysely';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { attempt } from './attempt.ts';
import { migrations, type Schema } from './schema.ts';
import { fromDriver, runAlone, type SqlDatabase } from './sql-database.ts';
import { createSqlStore, seed } from './sql-store.ts';
import { openSqlite } from './sqlite.ts';
import { type ReleaseStore, StoreUnavailable } from './store.ts';

export interface StoreOptions {
  /** `postgres://…`; without one, releases live in `taxonomy.db` in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  /** Leaves an empty store empty: for a registry that does not begin with the bundled releases. */
  readonly fresh?: boolean;
}

/**
 * Opens the store, brings its tables up to date, and gives an empty one the bundled releases. Any number of
 * processes may do so at once. Throws StoreUnavailable.
 */
export function openStore(options: StoreOptions): Promise<ReleaseStore> {
  return attempt(async () => {
    const database = await openDatabase(options);
    try {
      await runAlone(database, async (connection) => {
        await migrate(connection);
        if (!options.fresh) await seed(connection, bundledReleases);
      });
    } catch (error) {
      await database.db.destroy();
      throw error;
    }
    return createSqlStore(database);
  });
}

/** The database as it is, tables or none. */
export async function openDatabase({ databaseUrl, dataDir }: StoreOptions): Promise<SqlDatabase> {
  if (databaseUrl) {
    // Loaded only where it is used: a tenth of a start.
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(databaseUrl);
  }
  return fromDriver(async () => {
    await mkdir(dataDir, { recursive: true });
    return openSqlite(join(dataDir, 'taxonomy.db'));
  });
}

async function migrate(connection: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({
    db: connection,
    provider: { getMigrations: async () => ({ ...migrations }) },
    // Ours has begun already: Kysely's Migrator knows no lock on SQLite.
    disableTransactions: true,
  });
  const { error } = await migrator.migrateToLatest();
  // Kysely's own errors are about the store, too: it has, say, migrations of a newer process.
  if (error) throw error instanceof StoreUnavailable ? error : new StoreUnavailable(error);
}
