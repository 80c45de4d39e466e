/**
 * A row of `releases` is a release; `sequence` (1, 2, 3 …) is the order of publishing. The counts are stored so
 * that listing reads no tree. The idempotency key is in the same row, so that both are stored together. Reverse
 * deltas and provenance are in tables of their own, because SQLite reads through a large tree to reach the columns
 * after it.
 */
import type { Kysely, Migration } from 'kysely';

export interface Schema {
  releases: ReleaseRow;
  reverseDeltas: ReverseDeltaRow;
  provenance: ProvenanceRow;
  storeTier: StoreTierRow;
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
  /** SHA-256 of what the row says of the release. Null when an older process has stored it. */
  readonly rowChecksum: string | null;
  readonly idempotencyKey: string | null;
  readonly bodyHash: string | null;
}

export interface ReverseDeltaRow {
  readonly sequence: number;
  /** JSON of the changes that lead back to the release before. */
  readonly changes: string;
  /** Null when an older process has stored them, until a store is opened. */
  readonly changesChecksum: string | null;
}

/** Absent for a release of which nothing of this is known. */
export interface ProvenanceRow {
  readonly sequence: number;
  readonly publisher: string | null;
  readonly tokenId: string | null;
  readonly keyId: string | null;
  readonly note: string | null;
}

/** One row at most. */
export interface StoreTierRow {
  readonly tier: string;
}

/**
 * Applied in the order of their names. Never change a migration that was released: add another one, which only adds,
 * because an older build may run on the store.
 */
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
  // Rows for older releases are created when first read, so that no start has to create all of them.
  '0002-reverse-deltas': {
    async up(db: Kysely<Schema>) {
      await db.schema
        .createTable('reverseDeltas')
        .addColumn('sequence', 'integer', (column) => column.primaryKey().references('releases.sequence'))
        .addColumn('changes', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '0003-provenance': {
    async up(db: Kysely<Schema>) {
      await db.schema
        .createTable('provenance')
        .addColumn('sequence', 'integer', (column) => column.primaryKey().references('releases.sequence'))
        .addColumn('publisher', 'text')
        .addColumn('tokenId', 'text')
        .addColumn('note', 'text')
        .execute();
    },
  },
  '0004-delta-checksums': {
    async up(db: Kysely<Schema>) {
      await db.schema.alterTable('reverseDeltas').addColumn('changesChecksum', 'text').execute();
    },
  },
  // The checksum of the content is of a form that takes half a second to make of 100,000 nodes.
  '0005-row-checksums': {
    async up(db: Kysely<Schema>) {
      await db.schema.alterTable('releases').addColumn('rowChecksum', 'text').execute();
    },
  },
  '0006-key-ids': {
    async up(db: Kysely<Schema>) {
      await db.schema.alterTable('provenance').addColumn('keyId', 'text').execute();
    },
  },
  '0007-tier': {
    async up(db: Kysely<Schema>) {
      await db.schema
        .createTable('storeTier')
        .addColumn('tier', 'text', (column) => column.notNull())
        .execute();
    },
  },
};
