import fs, {
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { startTestService } from '../testing/start-test-service.ts';
import { createTestIssuer } from '../testing/test-issuer.ts';
import { openStore } from './open-store.ts';
import { createFileCheck, createFolder, StoreLost } from './sqlite-files.ts';
import { StoreUnavailable } from './store.ts';
import { sampleNext } from './testing/sample-release.ts';

const folder = useTemporaryFolder();
let dataDir: string;
let file: string;
beforeEach(() => {
  dataDir = folder();
  file = join(dataDir, 'taxonomy.db');
});

async function versionsOfCopy(): Promise<string[]> {
  const copy = join(dataDir, 'copy');
  mkdirSync(copy);
  copyFileSync(file, join(copy, 'taxonomy.db'));
  const store = await openStore({ dataDir: copy });
  const versions = (await store.list()).map(({ version }) => version);
  await store.close();
  return versions;
}

it('published, and the database alone is copied → the copy has the release', async () => {
  const store = await openStore({ dataDir });
  await store.publish(sampleNext('1.2.4'), '1.2.3');
  expect(await versionsOfCopy()).toEqual(['1.2.4', '1.2.3', '1.2.2']);
  await store.close();
});

it('opened for the first time, and the database alone is copied → the copy has the first releases', async () => {
  const store = await openStore({ dataDir });
  const copy = join(dataDir, 'copy.db');
  copyFileSync(file, copy);
  const database = new Database(copy);
  const versions = database.prepare('select version from releases order by sequence').all();
  expect(versions).toEqual([{ version: '1.2.2' }, { version: '1.2.3' }]);
  database.close();
  await store.close();
});

describe('a folder', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });

  it('several levels are missing → created, and then left as it is', () => {
    const deep = join(dataDir, 'a/b/c');
    for (const _time of [1, 2]) createFolder(deep);
    expect(statSync(deep).isDirectory()).toBe(true);
  });

  it('a file is in its place → an error', () => {
    writeFileSync(file, 'x');
    expect(() => createFolder(file)).toThrow('EEXIST');
  });

  it('another process creates it at the same time → no error', () => {
    const create = fs.mkdirSync;
    vi.spyOn(fs, 'mkdirSync').mockImplementation((path) => {
      create(path);
      throw new Error('EEXIST');
    });
    syncBuiltinESMExports();
    expect(() => createFolder(join(dataDir, 'a'))).not.toThrow();
  });
});

it('the files of a database → the same until one comes, goes, or is replaced', () => {
  writeFileSync(file, 'x');
  const check = createFileCheck(file);
  writeFileSync(file, 'more');
  expect(check).not.toThrow();
  const refusal = 'files of the database were deleted or replaced';
  writeFileSync(`${file}-wal`, '');
  expect(check).toThrow(refusal);
  rmSync(`${file}-wal`);
  expect(check).not.toThrow();
  writeFileSync(`${file}-new`, 'x');
  renameSync(`${file}-new`, file);
  expect(check).toThrow(refusal);
  rmSync(file);
  expect(check).toThrow(refusal);
});

it('a reader prevents the checkpoint → published nevertheless, and in the database once the store is closed', async () => {
  const store = await openStore({ dataDir });
  const reader = new Database(file);
  reader.exec('begin');
  reader.prepare('select sequence from releases').all();
  await store.publish(sampleNext('1.2.4'), '1.2.3');
  reader.exec('commit');
  reader.close();
  await store.close();
  expect(await versionsOfCopy()).toEqual(['1.2.4', '1.2.3', '1.2.2']);
});

const losses: [what: string, lose: () => void][] = [
  ['deleted', () => rmSync(file)],
  ['empty', () => truncateSync(file)],
  [
    'without its tables',
    () => {
      rmSync(file);
      const database = new Database(file);
      database.exec('pragma journal_mode = wal');
      database.close();
    },
  ],
];
it.each(losses)(
  'the database was filled and is %s → StoreLost, also for a fresh registry',
  async (_, lose) => {
    await (await openStore({ dataDir })).close();
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
    lose();
    await expect(openStore({ dataDir })).rejects.toThrow(StoreLost);
    await expect(openStore({ dataDir, fresh: true })).rejects.toThrow(StoreLost);
  },
);

it.each(['-wal', '-shm'])('%s without a database, or beside an empty one → StoreLost', async (end) => {
  writeFileSync(file + end, '');
  await expect(openStore({ dataDir })).rejects.toThrow(StoreLost);
  writeFileSync(file, '');
  await expect(openStore({ dataDir })).rejects.toThrow(StoreLost);
});

it('a fresh registry that never had a release → opened again', async () => {
  await (await openStore({ dataDir, fresh: true })).close();
  const store = await openStore({ dataDir });
  expect(await store.list()).toHaveLength(2);
  await store.close();
});

it.each(['', '-wal', '-shm'])(
  'taxonomy.db%s is deleted while the service runs → publishing is 503, health says so, reads go on',
  async (end) => {
    const store = await openStore({ dataDir });
    const issuer = await createTestIssuer();
    const service = await startTestService({ store, environment: issuer.environment });
    rmSync(file + end);
    const tree = await (await service.request('/api/taxonomy')).json();
    const body = {
      layers: [{ ...tree.layers[0], name: 'Renamed' }, ...tree.layers.slice(1)],
      aliases: tree.aliases,
    };
    const headers = { ...(await issuer.bearer()), 'If-Match': '"1.2.3"' };
    const response = await service.post('/api/taxonomy/releases', body, headers);
    expect([response.status, (await response.json()).type]).toEqual([503, '/problems/unavailable']);
    const health = await (await service.request('/api/taxonomy/health')).json();
    expect([health.status, health.checks.store.status, health.version]).toEqual([
      'degraded',
      'down',
      '1.2.3',
    ]);
    await expect(store.publish(sampleNext('1.2.4'), '1.2.3')).rejects.toThrow(StoreUnavailable);
    await service.close();
    await issuer.close();
    await store.close();
  },
);

it('a page of the newest tree is overwritten → the release before is served, and the newest is 503', async () => {
  const store = await openStore({ dataDir });
  await store.publish(sampleNext('1.2.4', 3000), '1.2.3');
  await store.close();
  const bytes = readFileSync(file);
  // The first bytes of a page in the middle of the tree name the next page.
  const inTree = bytes.lastIndexOf('of 1.2.4') - 5 * 4096;
  bytes.fill(0x7f, inTree - (inTree % 4096), inTree - (inTree % 4096) + 4);
  writeFileSync(file, bytes);
  const damaged = await openStore({ dataDir });
  await expect(damaged.get('1.2.4')).rejects.toThrow('the database cannot read it');
  const service = await startTestService({ store: damaged });
  expect((await (await service.request('/api/taxonomy/version')).json()).version).toBe('1.2.3');
  const response = await service.request('/api/taxonomy/releases/1.2.4');
  expect((await response.json()).type).toBe('/problems/release-damaged');
  await service.close();
  await damaged.close();
});
