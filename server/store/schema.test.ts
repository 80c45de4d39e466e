/** Migrations only add, because an older build may run on a store with later ones. */
import {
  CamelCasePlugin,
  DummyDriver,
  Kysely,
  type Migration,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import { expect, it } from 'vitest';
import { migrations } from './schema.ts';

// An added column of an existing table takes what an older build writes: nothing.
const additive = /^create (table|index) |^alter table "\w+" add column (?!.* (not null|unique|check)\b)/;

async function statementsOf({ up }: Migration): Promise<string[]> {
  const statements: string[] = [];
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (introspected) => new PostgresIntrospector(introspected),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    plugins: [new CamelCasePlugin()],
    log: ({ query }) => void statements.push(query.sql),
  });
  await up(db);
  return statements;
}

/** The statements that a migration would execute and that do more than add. */
async function findChanges(migration: Migration): Promise<string[]> {
  const statements = await statementsOf(migration);
  expect(statements).not.toEqual([]);
  return statements.filter((statement) => !additive.test(statement));
}

const released = [
  [
    '0001-releases',
    'create table "releases" ("sequence" integer primary key, "version" text not null unique, "checksum" text not null, "last_updated" text not null, "layer_count" integer not null, "total_categories" integer not null, "total_subcategories" integer not null, "total_items" integer not null, "tree" text not null, "idempotency_key" text unique, "body_hash" text)',
  ],
  [
    '0002-reverse-deltas',
    'create table "reverse_deltas" ("sequence" integer primary key references "releases" ("sequence"), "changes" text not null)',
  ],
  [
    '0003-provenance',
    'create table "provenance" ("sequence" integer primary key references "releases" ("sequence"), "publisher" text, "token_id" text, "note" text)',
  ],
  ['0004-delta-checksums', 'alter table "reverse_deltas" add column "changes_checksum" text'],
  ['0005-row-checksums', 'alter table "releases" add column "row_checksum" text'],
  ['0006-key-ids', 'alter table "provenance" add column "key_id" text'],
  ['0007-tier', 'create table "store_tier" ("tier" text not null)'],
] as const;
it.each(released)('%s was released → it never changes: %s', async (name, statement) => {
  expect(await statementsOf(migrations[name]!)).toEqual([statement]);
});

it.each(Object.entries(migrations))('%s → only adds', async (_, migration) => {
  expect(await findChanges(migration)).toEqual([]);
});

it('the names of the migrations → in the order in which they are applied', () => {
  const names = Object.keys(migrations);
  expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other)));
});

const changes: [what: string, up: Migration['up']][] = [
  ['a dropped table', (db) => db.schema.dropTable('releases').execute()],
  ['a dropped column', (db) => db.schema.alterTable('releases').dropColumn('tree').execute()],
  ['a renamed column', (db) => db.schema.alterTable('releases').renameColumn('tree', 'nodes').execute()],
  [
    'a column that an older build does not fill',
    (db) =>
      db.schema
        .alterTable('releases')
        .addColumn('size', 'integer', (column) => column.notNull())
        .execute(),
  ],
  [
    'changed rows',
    (db) =>
      db
        .updateTable('releases')
        .set({ tree: '' })
        .execute()
        .then(() => {}),
  ],
];
it.each(changes)('%s → found', async (_, up) => {
  expect(await findChanges({ up })).toHaveLength(1);
});
