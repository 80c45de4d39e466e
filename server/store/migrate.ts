import { DEFAULT_MIGRATION_TABLE, type Kysely, type Migration, Migrator, sql } from 'kysely';
import { migrations, type Schema } from './schema.ts';
import { StoreRefused, StoreUnavailable } from './store.ts';

/** Must run in an exclusive transaction: Kysely's Migrator takes no lock on SQLite. */
export async function migrate(connection: Kysely<Schema>): Promise<void> {
  // Before Kysely begins: it gives this connection to nobody while it migrates.
  const known = { ...migrations, ...laterMigrations(await executedNames(connection)) };
  const migrator = new Migrator({
    db: connection,
    provider: { getMigrations: async () => known },
    disableTransactions: true,
  });
  const { error } = await migrator.migrateToLatest();
  // Kysely's own errors also mean an unusable store.
  if (error) throw error instanceof StoreUnavailable ? error : new StoreUnavailable(error);
}

/**
 * Placeholders for the migrations of later builds, which Kysely would refuse. Migrations only add, so this build can
 * use such a store.
 */
function laterMigrations(executed: readonly string[]): Record<string, Migration> {
  const newest = Object.keys(migrations).at(-1) ?? '';
  const unknown = executed.filter((name) => !(name in migrations));
  // Kysely sorts by localeCompare as well.
  const isLater = (name: string) => executed.includes(newest) && name.localeCompare(newest) > 0;
  const foreign = unknown.find((name) => !isLater(name));
  if (foreign !== undefined)
    throw new StoreRefused(
      `The store has the migration ${foreign}, which this build does not know and which does not follow ${newest}: start the build that made it, or restore a backup.`,
    );
  return Object.fromEntries(unknown.map((name) => [name, { up: async () => {} }]));
}

async function executedNames(connection: Kysely<Schema>): Promise<string[]> {
  const tables = await connection.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return [];
  const query = sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`;
  return (await query.execute(connection)).rows.map(({ name }) => name);
}
