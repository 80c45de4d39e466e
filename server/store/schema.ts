/**
 * One table. A row is a release; `sequence` (1, 2, 3 …) is the order of publishing. The counts are there
 * so that listing reads no tree, and the idempotency key so that no publication is without its own.
 */
import type { Kysely, Migration } from 'kysely';

export interface Schema {
  releases: ReleaseRow;
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
};

export const selectCurrentVersion = 'select version from releases order by sequence desc limit 1';
