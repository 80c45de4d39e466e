import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { checksum } from '../../taxonomy/canonical.ts';
import { applyChanges } from '../../taxonomy/change.ts';
import { reverseDelta } from '../../taxonomy/history.ts';
import { prepareRelease } from '../../taxonomy/publication.ts';
import { bundledReleases, defaultRelease } from '../../taxonomy/releases/index.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { DamagedRelease } from '../store/damage.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { openStore } from '../store/open-store.ts';
import { loadCurrent, type ReleaseStore } from '../store/store.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';
import { createPrecompute } from './precompute.ts';
import { createSnapshots } from './snapshots.ts';

const dataDir = useTemporaryFolder();

it.each([
  ['a memory', async () => createMemoryStore(bundledReleases)],
  ['a SQLite', () => openStore({ dataDir: dataDir() })],
])(
  'ten releases published in %s store → each is served with a delta from the previous one',
  async (_, open) => {
    const store = await open();
    const service = await startTestService({ store });
    let held = await read(service, '');
    for (const name of Array.from({ length: 10 }, (_, index) => `Songs_${index}`)) {
      const next = await publishRenamed(store, name);
      await untilServed(service, next.version);
      const delta = await read(service, `/sync/incremental?since=${held.version}`);
      held = { ...applyChanges(held, delta.changes), version: delta.version };
      expect(checksum(held)).toBe(next.checksum);
      expect(delta.metadata.checksum).toBe(next.checksum);
    }
    expect((await read(service, '/sync/incremental?since=1.2.2')).changes).not.toEqual([]);
    await service.close();
    await store.close();
  },
);

it('a release that cannot be loaded → logged, and the served snapshot stays', async () => {
  const store = createMemoryStore(bundledReleases);
  const service = await startTestService({ store });
  const current = defaultRelease;
  const release = { ...current, version: '9.0.0', lastUpdated: 'yesterday' };
  await store.publish({ release, reverse: reverseDelta(release, current) }, current.version);
  await vi.waitFor(() =>
    expect(service.logs.at(-1)).toMatchObject({
      level: 50,
      msg: 'a release could not be loaded',
      versions: ['9.0.0'],
      err: { message: expect.stringContaining('breaks the contract: /metadata/generatedAt') },
    }),
  );
  expect((await read(service, '/version')).version).toBe(current.version);
  await service.close();
});

it('ten releases announced during a load → covered by one load', async () => {
  const store = createMemoryStore(bundledReleases);
  const { snapshots, reads } = watchedSnapshots(store);
  const first = snapshots.refresh('1.2.3');
  await vi.waitFor(() => expect(reads).toEqual(['1.2.3']));
  const releases: Release[] = [];
  for (let index = 0; index < 10; index += 1) releases.push(await publishRenamed(store, `Songs_${index}`));
  await Promise.all([first, ...releases.map(({ version }) => snapshots.refresh(version))]);
  const newest = releases.at(-1)!.version;
  expect(reads).toEqual(['1.2.3', newest]);
  expect(snapshots.current().taxonomy.release.version).toBe(newest);
});

it('a release is loaded → the log names it, and how long its snapshot took', async () => {
  const { snapshots, logs } = watchedSnapshots(createMemoryStore(bundledReleases));
  const start = performance.now();
  await snapshots.load();
  const elapsed = Math.ceil(performance.now() - start);
  expect(logs).toMatchObject([{ level: 30, msg: 'release loaded', version: '1.2.3' }]);
  expect(logs[0]!.buildMs).toBeLessThanOrEqual(elapsed);
});

it.each(['1.2.3', undefined])('%s is announced, and 1.2.3 is served → nothing is read', async (version) => {
  const { snapshots, reads } = watchedSnapshots(createMemoryStore(bundledReleases));
  await snapshots.load();
  await snapshots.refresh(version);
  expect(reads).toEqual(['1.2.3']);
});

it('the newest release is damaged → logged, and the snapshot of the one before stays', async () => {
  const store = createMemoryStore(bundledReleases);
  const damaged = new DamagedRelease('9.0.0', 'its row is not what was published');
  const list = async () => [{ ...(await store.list())[0]!, version: '9.0.0' }, ...(await store.list())];
  const get = async (version: string) => {
    if (version === '9.0.0') throw damaged;
    return store.get(version);
  };
  const damage = () => ({ all: [damaged], blocking: damaged });
  const { snapshots, logs } = watchedSnapshots({ ...store, list, get, damage });
  await snapshots.load();
  const served = snapshots.current();
  await snapshots.refresh('9.0.0');
  expect(snapshots.current()).toBe(served);
  const line = { level: 50, msg: 'a release is damaged in the store', err: { message: damaged.message } };
  expect(logs).toMatchObject([line, { msg: 'release loaded' }, line]);
});

it('the store has no release → the load is rejected, and nothing is served', async () => {
  const { snapshots } = watchedSnapshots(createMemoryStore());
  await expect(snapshots.load()).rejects.toThrow('the store has no release to serve');
  expect(snapshots.currentOrUndefined()).toBeUndefined();
  expect(() => snapshots.current()).toThrow('No release is loaded yet.');
});

/** Snapshots of this store, with the versions that they read and the lines that they log. */
function watchedSnapshots(store: ReleaseStore) {
  const reads: string[] = [];
  const logs: Record<string, unknown>[] = [];
  const watched: ReleaseStore = {
    ...store,
    get(version) {
      reads.push(version);
      return store.get(version);
    },
  };
  const contract = readContract();
  const snapshots = createSnapshots({
    store: watched,
    contract,
    precompute: createPrecompute(contract),
    logger: pino({}, { write: (line) => logs.push(JSON.parse(line)) }),
  });
  return { snapshots, reads, logs };
}

async function publishRenamed(store: ReleaseStore, name: string): Promise<Release> {
  const { release: current, history } = (await loadCurrent(store))!;
  const [songs, ...others] = current.layers;
  const taxonomy = { layers: [{ ...songs!, name }, ...others], aliases: current.aliases };
  const prepared = prepareRelease({ current, history, taxonomy, now: new Date() });
  if (prepared.status !== 'prepared') throw new Error(prepared.status);
  await store.publish(prepared, current.version);
  return prepared.release;
}

async function untilServed(service: TestService, version: string): Promise<void> {
  await vi.waitFor(async () => expect((await read(service, '/version')).version).toBe(version), {
    timeout: 10_000,
    interval: 20,
  });
}

async function read(service: TestService, path: string) {
  return (await service.request(`/api/taxonomy${path}`)).json();
}
