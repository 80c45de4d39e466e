/** What a SQLite store makes of rows that are not what was published. damaged-store.e2e.test.ts has the service. */
import Database from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { historyOf } from '../../taxonomy/history.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { DamagedRelease } from './damage.ts';
import { openStore, sqliteFile } from './open-store.ts';
import { loadCurrent, type ReleaseStore, StoreUnavailable } from './store.ts';
import { createSqliteDatabase, type TestDatabase } from './testing/databases.ts';
import { sampleNext } from './testing/sample-release.ts';

let database: TestDatabase;
let store: ReleaseStore;
beforeEach(async () => {
  database = await createSqliteDatabase();
  store = await openStore(database.options);
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

function execute(...statements: string[]): void {
  const other = new Database(sqliteFile(database.options));
  for (const statement of statements) other.exec(statement);
  other.close();
}

const versionsOf = (releases: readonly { readonly version: string }[]) =>
  releases.map(({ version }) => version);
const damage = () => store.damage().all.map(({ release, part, reason }) => [release, part, reason] as const);
const notUtf8 = (table: string, column: string, sequence: number) =>
  execute(`update ${table} set ${column} = cast(x'ff' as text) where sequence = ${sequence}`);

it('a version that cannot be read → listed without it, and no version that is not found is said to be absent', async () => {
  notUtf8('releases', 'version', 1);
  expect(versionsOf(await store.list())).toEqual(['1.2.3']);
  expect(damage()).toEqual([['#1', 'release', 'its version is not text in UTF-8']]);
  await expect(store.get('1.2.2')).rejects.toThrow('it may be the release whose version cannot be read');
  expect(await store.get('1.2.3')).toEqual(bundledReleases[1]);
});

it('another release is damaged → a version that is not found is absent', async () => {
  notUtf8('releases', 'checksum', 1);
  expect(versionsOf(await store.list())).toEqual(['1.2.3']);
  expect(await store.get('9.9.9')).toBeUndefined();
});

it('an older release has a higher version → left out', async () => {
  execute(`update releases set version = '1.3.0' where sequence = 1`);
  expect(versionsOf(await store.list())).toEqual(['1.2.3']);
  expect(damage()).toEqual([['1.3.0', 'release', 'its version is not below 1.2.3, which follows']]);
});

it('the newest release is damaged → the one before is current, and nothing is published until it is whole', async () => {
  execute('create table copy as select * from releases', `update releases set tree = '{' where sequence = 2`);
  const current = await loadCurrent(store);
  expect([current?.release.version, current && versionsOf(current.releases)]).toEqual(['1.2.2', ['1.2.2']]);
  await expect(store.publish(sampleNext('1.2.4'), '1.2.3')).rejects.toThrow(DamagedRelease);
  execute('update releases set tree = (select tree from copy where copy.sequence = releases.sequence)');
  expect((await loadCurrent(store))?.release.version).toBe('1.2.3');
  expect(damage()).toEqual([]);
  await store.publish(sampleNext('1.2.4'), '1.2.3');
});

it('no release is whole → DamagedRelease', async () => {
  execute(`update releases set tree = '{'`);
  await expect(loadCurrent(store)).rejects.toThrow(DamagedRelease);
});

it('a provenance is damaged → its release is listed without it', async () => {
  const provenance = { publisher: 'somebody', note: 'New' };
  await store.publish({ ...sampleNext('1.2.4'), provenance }, '1.2.3');
  notUtf8('provenance', 'note', 3);
  const [newest] = await store.list();
  expect(newest).toMatchObject({ version: '1.2.4' });
  expect(newest).not.toHaveProperty('publisher');
  expect(damage()).toEqual([['1.2.4', 'provenance', 'its note is not text in UTF-8']]);
});

it('a reverse delta is damaged → made again from the releases, and kept as it is', async () => {
  execute(`update reverse_deltas set changes = '[]' where sequence = 2`);
  for (const _time of [1, 2]) {
    expect(await store.history()).toEqual(historyOf(bundledReleases));
    expect(damage()).toEqual([['1.2.3', 'delta', 'its reverse delta does not have its checksum']]);
  }
});

it('a reverse delta and its release are damaged → the history ends there, and nothing is published', async () => {
  const next = sampleNext('1.2.4');
  await store.publish(next, '1.2.3');
  execute(
    `update reverse_deltas set changes = '[]' where sequence = 2`,
    `update releases set tree = '{' where sequence = 1`,
  );
  expect(await store.history()).toEqual([next.reverse, { version: '1.2.3', changes: [] }]);
  expect(damage()).toEqual([
    ['1.2.3', 'delta', 'its reverse delta does not have its checksum'],
    ['1.2.3', 'gap', 'there is no way back from it to the release before'],
  ]);
  await expect(store.publish(sampleNext('1.2.5'), '1.2.4')).rejects.toThrow('no way back');
});

it('the hash of a publication is damaged → DamagedRelease', async () => {
  await store.publish(sampleNext('1.2.4'), '1.2.3', { key: 'key', bodyHash: '0'.repeat(64) });
  execute(`update releases set body_hash = '' where sequence = 3`);
  await expect(store.published('key')).rejects.toThrow('its bodyHash cannot be right');
});

it('a table is missing → StoreUnavailable, and no release is called damaged', async () => {
  execute('drop table reverse_deltas', 'alter table releases rename to away');
  for (const read of [store.history, store.ping, () => store.get('1.2.3')])
    await expect(read()).rejects.toThrow(StoreUnavailable);
  expect(damage()).toEqual([]);
});

it('a reverse delta is missing and cannot be stored → StoreUnavailable', async () => {
  execute(
    'delete from reverse_deltas',
    `create trigger refuse before insert on reverse_deltas begin select raise(abort, 'full'); end`,
  );
  await expect(store.history()).rejects.toThrow(StoreUnavailable);
});
