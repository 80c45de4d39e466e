/** Stores written by older processes, without reverse deltas, or by newer ones. */
import { type Migration, Migrator, sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { historyOf } from '../../../taxonomy/history.ts';
import { bundledReleases } from '../../../taxonomy/releases/index.ts';
import { countNodes, type Release, releaseInfo } from '../../../taxonomy/tree.ts';
import { openDatabase, openStore, type StoreOptions } from '../open-store.ts';
import { migrations } from '../schema.ts';
import { StoreRefused } from '../store.ts';
import type { TestDatabase } from './databases.ts';
import { sampleNext } from './sample-release.ts';

const releases = [...bundledReleases, sampleNext('1.2.4', 3).release];

export function opensOlderStores(create: () => Promise<TestDatabase>): void {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await create();
  });
  afterEach(() => database.drop());

  it('a store with only the first migration → opened, with its whole history created once', async () => {
    await writeOlderStore(database.options, { '0001-releases': migrations['0001-releases']! });
    const store = await openStore(database.options);
    expect(await store.history()).toEqual(historyOf(releases));
    expect(await countReverseDeltas(database.options)).toBe(3);
    expect(await store.history()).toEqual(historyOf(releases));
    const next = sampleNext('1.2.5', 3);
    await store.publish(next, '1.2.4');
    expect(await store.history()).toEqual([next.reverse, ...historyOf(releases)]);
    await store.close();
  });

  it('an older process publishes without reverse deltas → the history has no gap', async () => {
    const store = await openStore({ ...database.options, fresh: true });
    await writeOlderStore(database.options, migrations);
    const both = await Promise.all([store.history(), store.history()]);
    expect(both).toEqual([historyOf(releases), historyOf(releases)]);
    expect(store.damage().all).toEqual([]);
    await store.close();
  });

  it('a store with the first two migrations → the next release has its provenance, the older ones have none', async () => {
    const [first, second] = Object.entries(migrations);
    const known = Object.fromEntries([first!, second!]);
    await writeOlderStore(database.options, known);
    const store = await openStore(database.options);
    const provenance = { publisher: 'somebody', note: 'New' };
    const next = sampleNext('1.2.5', 3);
    await store.publish({ ...next, provenance }, '1.2.4');
    const [newest, ...older] = await store.list();
    expect(newest).toEqual({ ...releaseInfo(next.release), ...provenance });
    expect(older).toEqual(releases.map(releaseInfo).reverse());
    await store.close();
  });

  it('reverse deltas without checksums → they get them when the store is opened, and a later change is found', async () => {
    await (await openStore(database.options)).close();
    await execute(database.options, 'update reverse_deltas set changes_checksum = null');
    const opened = await openStore(database.options);
    expect(await opened.history()).toEqual(historyOf(bundledReleases));
    expect(opened.damage().all).toEqual([]);
    await opened.close();
    await execute(database.options, `update reverse_deltas set changes = replace(changes, '"LPC"', '"LPD"')`);
    const store = await openStore(database.options);
    expect(await store.history()).toEqual(historyOf(bundledReleases));
    expect(store.damage().all).toMatchObject([{ release: '1.2.3', part: 'delta' }]);
    await store.close();
  });

  it('a store with later migrations → opened, published into, and still open to the later build', async () => {
    const later = {
      ...migrations,
      '9998-later': addition('added_later'),
      '9999-last': { up: async () => {} },
    };
    await writeOlderStore(database.options, later);
    const store = await openStore(database.options);
    expect(await store.history()).toEqual(historyOf(releases));
    await store.publish(sampleNext('1.2.5', 3), '1.2.4');
    await store.close();
    expect(await executedNames(database.options)).toEqual(Object.keys(later));
    const again = await openStore(database.options);
    expect((await again.list())[0]).toMatchObject({ version: '1.2.5' });
    await again.close();
  });

  const [first, ...following] = Object.entries(migrations);
  const foreign = { up: async () => {} };
  it.each([
    ['before all of ours', '0000-foreign', { '0000-foreign': foreign, ...migrations }],
    [
      'between ours',
      '0001-z-foreign',
      Object.fromEntries([first!, ['0001-z-foreign', foreign], ...following]),
    ],
    [
      'after ours, of which the newest is missing',
      '9999-foreign',
      { ...Object.fromEntries([first!, ...following.slice(0, -1)]), '9999-foreign': foreign },
    ],
  ])('an unknown migration %s → refused with one sentence that names it', async (_, name, known) => {
    await writeOlderStore(database.options, known, []);
    const refusal = await openStore(database.options).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreRefused);
    expect(String(refusal)).toContain(`has the migration ${name}, which this build does not know`);
    expect(await executedNames(database.options)).toEqual(Object.keys(known));
  });
}

function addition(table: string): Migration {
  return { up: (db) => db.schema.createTable(table).addColumn('name', 'text').execute() };
}

async function writeOlderStore(
  options: StoreOptions,
  known: Readonly<Record<string, Migration>>,
  content: readonly Release[] = releases,
) {
  const { db } = await openDatabase(options);
  const provider = { getMigrations: async () => ({ ...known }) };
  const { error } = await new Migrator({ db, provider, disableTransactions: true }).migrateToLatest();
  expect(error).toBeUndefined();
  for (const [index, release] of content.entries())
    await db
      .insertInto('releases')
      .values(rowOf(release, index + 1))
      .execute();
  await db.destroy();
}

function rowOf(release: Release, sequence: number) {
  const { version, checksum, lastUpdated, layers, aliases } = release;
  const tree = JSON.stringify({ layers, aliases });
  const info = { version, checksum, lastUpdated, ...countNodes(release) };
  return { sequence, ...info, tree, idempotencyKey: null, bodyHash: null };
}

async function executedNames(options: StoreOptions): Promise<string[]> {
  const { db } = await openDatabase(options);
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  await db.destroy();
  return rows.map(({ name }) => name);
}

async function execute(options: StoreOptions, statement: string): Promise<void> {
  const { db } = await openDatabase(options);
  await sql.raw(statement).execute(db);
  await db.destroy();
}

async function countReverseDeltas(options: StoreOptions): Promise<number> {
  const { db } = await openDatabase(options);
  const rows = await db.selectFrom('reverseDeltas').selectAll().execute();
  await db.destroy();
  return rows.length;
}
