import { join } from 'node:path';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { addDeltaChecksums } from './find-releases.ts';
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
      await runExclusively(database, async (connection) => {
        await migrate(connection);
        await addDeltaChecksums({ db: connection, bytes: database.bytes });
        if (file && !(await hasReleases(connection))) checkNeverFilled(file);
        if (!options.fresh) await seed({ db: connection, bytes: database.bytes }, bundledReleases);
      });
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

export function sqliteFile({ dataDir }: Pick<StoreOptions, 'dataDir'>): string {
  return join(dataDir, 'taxonomy.db');
}
