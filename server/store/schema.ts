/**
 * A row of `releases` is a release; `sequence` (1, 2, 3 …) is the order of publishing. The counts are there
 * so that listing reads no tree, and the idempotency key so that no publication is without its own. The
 * way back from a release stands apart, because SQLite reads through a tree to what comes after it.
 */
import type { Kysely, Migration } from 'kysely';

export interface Schema {
  releases: ReleaseRow;
  reverseDeltas: ReverseDeltaRow;
}

export interface ReleaseRow {
  readonly sequence: number;
  readonly version: string;
  readonly checksum: string;
  readonly lastUpdated: string;
  readonly layerCount: number;
  readonly totalCategories: number;
  readonly totalSubcategories: number;
  readonly totalItems: number;
  /** JSON of the layers and aliases. */
  readonly tree: string;
  readonly idempotencyKey: string | null;
  readonly bodyHash: string | null;
}

export interface ReverseDeltaRow {
  readonly sequence: number;
  /** JSON of the changes that lead back to the release before. */
  readonly changes: string;
}

/** In the order of their names. What a migration once did never changes: add another. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-releases': {
    async up(db: Kysely<Schema>) {
      await db.schema
        .createTable('releases')
        .addColumn('sequence', 'integer', (column) => column.primaryKey())
        .addColumn('version', 'text', (column) => column.notNull().unique())
        .addColumn('checksum', 'text', (column) => column.notNull())
        .addColumn('lastUpdated', 'text', (column) => column.notNull())
        .addColumn('layerCount', 'integer', (column) => column.notNull())
        .addColumn('totalCategories', 'integer', (column) => column.notNull())
        .addColumn('totalSubcategories', 'integer', (column) => column.notNull())
        .addColumn('totalItems', 'integer', (column) => column.notNull())
        .addColumn('tree', 'text', (column) => column.notNull())
        .addColumn('idempotencyKey', 'text', (column) => column.unique())
        .addColumn('bodyHash', 'text')
        .execute();
    },
  },
  // The rows of older releases are made when they are first asked for: no process waits for all of them.
  '0002-reverse-deltas': {
    async up(db: Kysely<Schema>) {
      await db.schema
        .createTable('reverseDeltas')
        .addColumn('sequence', 'integer', (column) => column.primaryKey().references('releases.sequence'))
        .addColumn('changes', 'text', (column) => column.notNull())
        .execute();
    },
  },
};

export const selectCurrentVersion = 'select version from releases order by sequence desc limit 1';
