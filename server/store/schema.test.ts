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

/** The statements that a migration would execute and that do more than add. */
async function findChanges({ up }: Migration): Promise<string[]> {
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
  expect(statements).not.toEqual([]);
  return statements.filter((statement) => !additive.test(statement));
}

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
