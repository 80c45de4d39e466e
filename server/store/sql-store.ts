import type { Kysely, NotNull } from 'kysely';
import { countNodes, type Release, type Taxonomy } from '../../taxonomy/tree.ts';
import { attempt } from './attempt.ts';
import type { ReleaseRow, Schema } from './schema.ts';
import { runAlone, type SqlDatabase } from './sql-database.ts';
import {
  checkFollows,
  type IdempotentRequest,
  keyConflict,
  type Publication,
  RETAINED_RELEASES,
  type ReleaseStore,
} from './store.ts';

export function createSqlStore(database: SqlDatabase): ReleaseStore {
  const { db, watch } = database;
  return {
    releases: () => attempt(() => findRetained(db)),
    list: () => attempt(() => newestFirst(db).select(infoColumns).execute()),
    get: (version) => attempt(() => findRelease(db, version)),
    async publish(release, expected, request) {
      // Made before the lock is taken: it takes longer than the rest.
      const row = createRow(release, request);
      await attempt(() => runAlone(database, (connection) => append(connection, row, expected)));
    },
    published: (key) => attempt(() => findPublication(db, key)),
    watch,
    ping: () => attempt(async () => void (await findCurrent(db))),
    close: () => db.destroy(),
  };
}

/** Seeds the store if nothing was ever published. Must run alone. */
export async function seed(connection: Kysely<Schema>, releases: readonly Release[]): Promise<void> {
  if (await findCurrent(connection)) return;
  let current: string | undefined;
  for (const release of releases) {
    await append(connection, createRow(release), current);
    current = release.version;
  }
}

type NewRow = Omit<ReleaseRow, 'sequence'>;

async function append(connection: Kysely<Schema>, row: NewRow, expected: string | undefined): Promise<void> {
  const current = await findCurrent(connection);
  checkFollows(current?.version, expected, row.version);
  const key = row.idempotencyKey;
  if (key !== null && (await findPublication(connection, key))) throw keyConflict(key, current?.version);
  const sequence = (current?.sequence ?? 0) + 1;
  await connection
    .insertInto('releases')
    .values({ sequence, ...row })
    .execute();
}

function createRow(release: Release, request?: IdempotentRequest): NewRow {
  const { version, checksum, lastUpdated, layers, aliases } = release;
  return {
    version,
    checksum,
    lastUpdated,
    ...countNodes(release),
    tree: JSON.stringify({ layers, aliases }),
    idempotencyKey: request?.key ?? null,
    bodyHash: request?.bodyHash ?? null,
  };
}

const infoColumns = [
  'version',
  'checksum',
  'lastUpdated',
  'layerCount',
  'totalCategories',
  'totalSubcategories',
  'totalItems',
] as const;

function newestFirst(db: Kysely<Schema>) {
  return db.selectFrom('releases').orderBy('sequence', 'desc');
}

function findCurrent(db: Kysely<Schema>) {
  return newestFirst(db).select(['sequence', 'version']).limit(1).executeTakeFirst();
}

async function findRetained(db: Kysely<Schema>): Promise<Release[]> {
  const newest = await newestFirst(db).select('version').limit(RETAINED_RELEASES).execute();
  const releases: Release[] = [];
  // One at a time: the texts of fifty large trees would not fit beside the trees.
  for (const { version } of newest.reverse()) {
    const release = await findRelease(db, version);
    if (release) releases.push(release);
  }
  return releases;
}

async function findRelease(db: Kysely<Schema>, version: string): Promise<Release | undefined> {
  const columns = ['version', 'checksum', 'lastUpdated', 'tree'] as const;
  const row = await db
    .selectFrom('releases')
    .select(columns)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) return undefined;
  const { tree, ...info } = row;
  return { ...info, ...(JSON.parse(tree) as Taxonomy) };
}

function findPublication(db: Kysely<Schema>, key: string): Promise<Publication | undefined> {
  return db
    .selectFrom('releases')
    .select(['version', 'bodyHash'])
    .where('idempotencyKey', '=', key)
    .$narrowType<{ bodyHash: NotNull }>()
    .executeTakeFirst();
}
