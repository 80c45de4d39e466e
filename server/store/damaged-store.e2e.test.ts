/** Data that is not what was published: it is never served, and everything else goes on. */
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { diff } from '../../taxonomy/diff.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';
import { createTestIssuer } from '../testing/test-issuer.ts';
import { DamagedRelease } from './damage.ts';
import { openDatabase, openStore } from './open-store.ts';
import { loadCurrent, type ReleaseStore, StoreUnavailable } from './store.ts';
import type { TestDatabase } from './testing/databases.ts';
import { onEachDatabase } from './testing/on-each-database.ts';
import { sampleNext } from './testing/sample-release.ts';

const releases = '/api/taxonomy/releases';
const [older, newest] = [1, 2];

await onEachDatabase((create) => {
  let database: TestDatabase;
  let store: ReleaseStore;
  let service: TestService | undefined;
  beforeEach(async () => {
    database = await create();
    store = await openStore(database.options);
    service = undefined;
  });
  afterEach(async () => {
    await service?.close();
    await store.close();
    await database.drop();
  });

  async function execute(...statements: string[]): Promise<void> {
    const { db } = await openDatabase(database.options);
    for (const statement of statements) await sql.raw(statement).execute(db);
    await db.destroy();
  }

  /** Puts a byte that is not UTF-8 before the text of a column. */
  async function putBadByte(table: string, column: string, sequence: number): Promise<void> {
    const { databaseUrl } = database.options;
    const set = (value: string) => `update ${table} set ${column} = ${value} where sequence = ${sequence}`;
    // PostgreSQL refuses such a byte in every other way.
    if (databaseUrl)
      await execute(
        'create cast (bytea as text) without function',
        set(`('\\xff'::bytea || convert_to(${column}, 'UTF8'))::text`),
      );
    else await execute(set(`cast(x'ff' || cast(${column} as blob) as text)`));
  }

  const start = async (environment = {}) => {
    service = await startTestService({ store, environment });
    return service;
  };
  const read = async (path: string) => {
    const response = await service!.request(path);
    return { status: response.status, body: await response.json() };
  };
  const damaged = async () => {
    const { body } = await read('/api/taxonomy/health');
    return [body.status, body.checks.store.status, body.checks.store.damaged];
  };

  const setTree = (value: string, sequence = older) =>
    execute(`update releases set tree = ${value} where sequence = ${sequence}`);
  const damages: [what: string, damage: () => Promise<void>][] = [
    ['a byte that is not UTF-8', () => putBadByte('releases', 'tree', older)],
    ['one changed letter', () => setTree(`replace(tree, 'Performers', 'Perfprmers')`)],
    ['a truncated tree', () => setTree('substr(tree, 1, length(tree) / 2)')],
    ['broken JSON', () => setTree(`'{ half'`)],
    ['an empty tree', () => setTree(`''`)],
    ['JSON that is no tree', () => setTree(`'{"layers":{"a":1},"aliases":7}'`)],
    ['null', () => setTree(`'null'`)],
    [
      'a member that is not part of a tree',
      () => execute(`update releases set total_items = 1 where sequence = 1`),
    ],
    [
      'another checksum',
      () => execute(`update releases set checksum = '${'0'.repeat(64)}' where sequence = 1`),
    ],
  ];
  it.each(damages)('%s in an older release → it alone is 503, and health names it', async (_, damage) => {
    await damage();
    await start();
    const { status, body } = await read(`${releases}/1.2.2`);
    expect([status, body.type]).toEqual([503, '/problems/release-damaged']);
    expect(await damaged()).toEqual(['degraded', 'up', ['1.2.2']]);
    expect(service!.logs).toContainEqual(
      expect.objectContaining({ level: 50, err: expect.objectContaining({ type: 'DamagedRelease' }) }),
    );
    expect(JSON.stringify(service!.logs)).not.toContain('half');
    expect((await read(`${releases}/1.2.3`)).status).toBe(200);
    expect((await read(releases)).body.count).toBe(2);
    expect((await read('/api/taxonomy/sync/incremental?since=1.2.2')).body.changes).toHaveLength(3);
  });

  it.each(['checksum', 'last_updated'])(
    'a byte that is not UTF-8 in the %s of an older release → it alone is missing, and is 503',
    async (column) => {
      await putBadByte('releases', column, older);
      await start();
      expect((await read(releases)).body.releases).toMatchObject([{ version: '1.2.3' }]);
      expect((await read(`${releases}/1.2.2`)).status).toBe(503);
      expect(await damaged()).toEqual(['degraded', 'up', ['1.2.2']]);
    },
  );

  it('a version that is not UTF-8 → its number is named, and its version is 503', async () => {
    await putBadByte('releases', 'version', older);
    await start();
    expect((await read(`${releases}/1.2.2`)).status).toBe(503);
    expect((await read(`${releases}/1.2.3`)).status).toBe(200);
    expect(await damaged()).toEqual(['degraded', 'up', ['#1']]);
  });

  it('a damaged reverse delta → made again from the releases, and health names it', async () => {
    await putBadByte('reverse_deltas', 'changes', newest);
    await start();
    expect((await read('/api/taxonomy/sync/incremental?since=1.2.2')).body.changes).toHaveLength(3);
    expect(await damaged()).toEqual(['degraded', 'up', ['1.2.3']]);
  });

  it.each(['7', '[7]', '{', '[{"type":"removed"}]'])('a reverse delta %s → made again', async (json) => {
    const history = await store.history();
    await execute(`update reverse_deltas set changes = '${json}' where sequence = ${newest}`);
    expect(await store.history()).toEqual(history);
    expect(store.damage().all).toMatchObject([{ release: '1.2.3', part: 'delta' }]);
  });

  const setDelta = (value: string) =>
    `update reverse_deltas set changes = ${value} where sequence = ${newest}`;
  const deltaDamages: [what: string, statements: string[]][] = [
    ['a letter of a code', [setDelta(`replace(changes, '"LPC"', '"LPD"')`)]],
    ['a kind', [setDelta(`replace(changes, 'renamed', 'restored')`)]],
    ['every change', [setDelta(`'[]'`)]],
    ['the checksum', [`update reverse_deltas set changes_checksum = 'none' where sequence = ${newest}`]],
    [
      'the place of two rows',
      [
        'create table copy as select * from reverse_deltas where sequence = 1',
        setDelta('(select changes from copy)'),
        `update reverse_deltas set changes_checksum = (select changes_checksum from copy)`,
      ],
    ],
  ];
  it.each(deltaDamages)(
    '%s of a reverse delta changed → the right delta is served, and health names it',
    async (_, statements) => {
      const wanted = diff(bundledReleases[0]!, bundledReleases[1]!);
      await execute(...statements);
      await start();
      const { body } = await read('/api/taxonomy/sync/incremental?since=1.2.2');
      expect([body.changes, await damaged()]).toEqual([wanted, ['degraded', 'up', ['1.2.3']]]);
    },
  );

  it('a damaged reverse delta and release → only deltas that need them are 410, and nothing is published', async () => {
    await store.publish(sampleNext('1.2.4'), '1.2.3');
    await putBadByte('reverse_deltas', 'changes', newest);
    await setTree(`'{'`);
    await start();
    const since = (version: string) => read(`/api/taxonomy/sync/incremental?since=${version}`);
    expect((await since('1.2.4')).status).toBe(200);
    expect((await since('1.2.3')).body.type).not.toBe('/problems/internal');
    expect((await since('1.2.2')).status).toBe(410);
    await expect(store.publish(sampleNext('1.2.5'), '1.2.4')).rejects.toThrow(DamagedRelease);
  });

  it('a damaged note → the list without it, and the release is served', async () => {
    const provenance = { publisher: 'somebody', note: 'New' };
    await store.publish({ ...sampleNext('1.2.4'), provenance }, '1.2.3');
    await putBadByte('provenance', 'note', 3);
    await start();
    const { body } = await read(releases);
    expect([body.count, body.releases[0].version, body.releases[0].note]).toEqual([3, '1.2.4', undefined]);
    expect(await damaged()).toEqual(['degraded', 'up', ['1.2.4']]);
  });

  it.each([
    ['tree', '1.2.3'],
    ['checksum', '1.2.3'],
    ['version', '#2'],
  ])(
    'a damaged %s of the newest → the one before is served, and publishing is refused',
    async (column, name) => {
      await putBadByte('releases', column, newest);
      const issuer = await createTestIssuer();
      await start(issuer.environment);
      expect((await read('/api/taxonomy/version')).body.version).toBe('1.2.2');
      expect((await read(`${releases}/1.2.3`)).status).toBe(503);
      expect((await read('/api/taxonomy/sync/incremental?since=1.2.2')).status).toBe(200);
      expect(await damaged()).toEqual(['degraded', 'up', [name]]);
      const { layers, aliases } = bundledReleases[1]!;
      const headers = { ...(await issuer.bearer()), 'If-Match': '"1.2.2"' };
      const response = await service!.post(releases, { layers, aliases }, headers);
      expect([response.status, (await response.json()).type]).toEqual([503, '/problems/release-damaged']);
      await expect(store.publish(sampleNext('1.2.4'), '1.2.3')).rejects.toThrow(DamagedRelease);
      await issuer.close();
    },
  );

  it('the newest is mended → it is served, health is healthy, and publishing works', async () => {
    await execute(
      'create table copy as select * from releases',
      `update releases set tree = '{' where sequence = 2`,
    );
    await start();
    expect(await damaged()).toEqual(['degraded', 'up', ['1.2.3']]);
    await execute(
      'update releases set tree = (select tree from copy where copy.sequence = releases.sequence)',
    );
    expect((await loadCurrent(store))?.release).toEqual(bundledReleases[1]);
    expect(await damaged()).toEqual(['healthy', 'up', undefined]);
    await store.publish(sampleNext('1.2.4'), '1.2.3');
  });

  it('no release is whole → the service does not start', async () => {
    await setTree(`'{'`, older);
    await setTree(`'{'`, newest);
    await expect(start()).rejects.toThrow(DamagedRelease);
  });

  it('a damaged hash of a publication → DamagedRelease', async () => {
    const request = { key: 'key', bodyHash: '0'.repeat(64) };
    await store.publish(sampleNext('1.2.4'), '1.2.3', request);
    await putBadByte('releases', 'body_hash', 3);
    await expect(store.published('key')).rejects.toThrow(DamagedRelease);
  });

  it('a missing table → StoreUnavailable', async () => {
    await execute('drop table reverse_deltas');
    await expect(store.history()).rejects.toThrow(StoreUnavailable);
  });
});
