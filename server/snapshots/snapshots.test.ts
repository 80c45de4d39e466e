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
  await vi.waitFor(() => {
    expect(service.logs.map(({ msg }) => msg)).toContain('a release could not be loaded');
  });
  expect((await read(service, '/version')).version).toBe(current.version);
  await service.close();
});

it('ten releases announced during a load → covered by one load', async () => {
  const store = createMemoryStore(bundledReleases);
  const reads: string[] = [];
  const watched: ReleaseStore = {
    ...store,
    get(version) {
      reads.push(version);
      return store.get(version);
    },
  };
  const contract = readContract();
  const logger = pino({ enabled: false });
  const snapshots = createSnapshots({
    store: watched,
    contract,
    precompute: createPrecompute(contract),
    logger,
  });
  const first = snapshots.refresh('1.2.3');
  await vi.waitFor(() => expect(reads).toEqual(['1.2.3']));
  const releases: Release[] = [];
  for (let index = 0; index < 10; index += 1) releases.push(await publishRenamed(store, `Songs_${index}`));
  await Promise.all([first, ...releases.map(({ version }) => snapshots.refresh(version))]);
  const newest = releases.at(-1)!.version;
  expect(reads).toEqual(['1.2.3', newest]);
  expect(snapshots.current().taxonomy.release.version).toBe(newest);
});

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
