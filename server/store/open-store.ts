import { join } from 'node:path';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { addDeltaChecksums } from './find-releases.ts';
import { type Mark, markStore } from './mark.ts';
import { migrate } from './migrate.ts';
import { fromDriver, retryWhileBusy, runExclusively, type SqlDatabase } from './sql-database.ts';
import { createSqlStore, hasReleases, seed } from './sql-store.ts';
import { openSqlite } from './sqlite.ts';
import { checkNeverFilled, checkRemains, createFolder } from './sqlite-files.ts';
import type { ReleaseStore } from './store.ts';

export interface StoreOptions {
  /** `postgres://…`; without it, releases are stored in `taxonomy.db` in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  /** Leaves an empty store empty, for a registry that does not start with the bundled releases. */
  readonly fresh?: boolean;
  /** The tier that uses the store. Without it, a store of any tier is opened, and none is marked. */
  readonly mark?: Mark;
}

/**
 * Opens the store, migrates its tables, and seeds an empty store with the bundled releases. Several processes may
 * do so at once. Throws StoreUnavailable and StoreRefused.
 */
export function openStore(options: StoreOptions): Promise<ReleaseStore> {
  const file = options.databaseUrl ? undefined : sqliteFile(options);
  return retryWhileBusy(async () => {
    if (file) checkRemains(file);
    const database = await openDatabase(options);
    try {
      const isMarked = await runExclusively(database, async (db) => {
        const connection = { db, bytes: database.bytes };
        await migrate(db);
        const isNew = options.mark && (await markStore(connection, options.mark, locationOf(options)));
        await addDeltaChecksums(connection);
        if (file && !(await hasReleases(db))) checkNeverFilled(file);
        if (!options.fresh) await seed(connection, bundledReleases);
        return isNew;
      });
      if (isMarked) options.mark?.adopted?.();
      if (await hasReleases(database.db)) await fromDriver(database.settle);
    } catch (error) {
      await database.db.destroy();
      throw error;
    }
    return createSqlStore(database);
  });
}

/** Opens the database without migrating or seeding it. */
export async function openDatabase({ databaseUrl, dataDir }: StoreOptions): Promise<SqlDatabase> {
  if (databaseUrl) {
    // Loaded only when needed: loading it takes a tenth of the start time.
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(databaseUrl);
  }
  return fromDriver(async () => {
    createFolder(dataDir);
    return openSqlite(sqliteFile({ dataDir }));
  });
}

/** Where the store is, for messages. */
export function locationOf({ databaseUrl, dataDir }: StoreOptions): string {
  return databaseUrl ? 'the database of DATABASE_URL' : `DATA_DIR=${dataDir}`;
}

export function sqliteFile({ dataDir }: Pick<StoreOptions, 'dataDir'>): string {
  return join(dataDir, 'taxonomy.db');
}
