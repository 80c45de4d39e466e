import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { historyOf, reverseDelta } from '../../taxonomy/history.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { countNodes, releaseInfo } from '../../taxonomy/tree.ts';
import { createMemoryStore } from './memory-store.ts';
import { openStore } from './open-store.ts';
import { loadCurrent, type ReleaseStore, VersionConflict } from './store.ts';
import { onEachDatabase } from './testing/on-each-database.ts';
import { sampleNext } from './testing/sample-release.ts';

interface TestStore {
  open(options?: { fresh: boolean }): Promise<ReleaseStore>;
  drop(): Promise<void>;
}

describe('in memory', () => {
  behavesAsStore(async () => ({
    open: async (options) => createMemoryStore(options?.fresh ? [] : bundledReleases),
    drop: async () => {},
  }));
});

await onEachDatabase((create) => {
  behavesAsStore(async () => {
    const database = await create();
    return {
      open: (options) => openStore({ ...database.options, ...options }),
      drop: database.drop,
    };
  });
});

function behavesAsStore(create: () => Promise<TestStore>): void {
  let database: TestStore;
  let store: ReleaseStore;

  beforeEach(async () => {
    database = await create();
    store = await database.open();
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  it('an empty store → seeded with the bundled releases', async () => {
    expect(await loadCurrent(store)).toEqual({
      release: bundledReleases[1],
      releases: await store.list(),
      history: historyOf(bundledReleases),
    });
    expect(await store.get('1.2.2')).toEqual(bundledReleases[0]);
    await store.ping();
  });

  it('an empty store opened as fresh → nothing until a release is published', async () => {
    const other = await create();
    const fresh = await other.open({ fresh: true });
    expect(await loadCurrent(fresh)).toBeUndefined();
    const next = sampleNext('0.1.0');
    await fresh.publish(next, undefined);
    expect(await loadCurrent(fresh)).toMatchObject({ release: next.release, history: [next.reverse] });
    await fresh.close();
    await other.drop();
  });

  it('a published release → current, listed with its counts, and read back equal', async () => {
    const next = sampleNext('1.2.4');
    const { release } = next;
    await store.publish(next, '1.2.3');
    const { version, checksum, lastUpdated } = release;
    expect((await store.list())[0]).toEqual({ version, checksum, lastUpdated, ...countNodes(release) });
    expect(await store.get('1.2.4')).toEqual(release);
    expect(await store.get('9.9.9')).toBeUndefined();
  });

  it.each([
    {
      given: 'all of it',
      provenance: { publisher: 'somebody', tokenId: 'a-token', keyId: 'a-key', note: 'Corrects “Pop” ♫' },
    },
    { given: 'a publisher', provenance: { publisher: 'somebody' } },
    { given: 'a long note', provenance: { note: 'x'.repeat(500) } },
    { given: 'nothing', provenance: {} },
  ])(
    'published with a provenance: $given → listed with exactly that, and not a part of the release',
    async ({ provenance }) => {
      const next = sampleNext('1.2.4');
      await store.publish({ ...next, provenance }, '1.2.3');
      await store.publish(sampleNext('1.2.5'), '1.2.4');
      const [last, info, ...older] = await store.list();
      expect(info).toEqual({ ...releaseInfo(next.release), ...provenance });
      for (const other of [last, ...older]) expect(other).not.toHaveProperty('publisher');
      expect(await store.get('1.2.4')).toEqual(next.release);
    },
  );

  it.each([
    { refused: 'the current version is another', version: '1.2.4', expected: '1.2.2' },
    { refused: 'the publisher expects an empty store', version: '1.2.4', expected: undefined },
    { refused: 'the version exists', version: '1.2.3', expected: '1.2.3' },
    { refused: 'the version is below the current', version: '1.1.9', expected: '1.2.3' },
  ])('$refused → VersionConflict with the current version', async ({ version, expected }) => {
    const refusal = store.publish(sampleNext(version), expected);
    await expect(refusal).rejects.toThrow(VersionConflict);
    await expect(refusal).rejects.toMatchObject({ current: '1.2.3' });
    expect(await store.list()).toHaveLength(2);
    expect(await store.history()).toEqual(historyOf(bundledReleases));
  });

  it('many releases → each is listed, found, and has its reverse delta, newest first', async () => {
    const all = [...bundledReleases];
    for (const patch of Array.from({ length: 12 }, (_, index) => index + 4)) {
      const before = all.at(-1)!;
      const { release } = sampleNext(`1.2.${patch}`, 3);
      await store.publish({ release, reverse: reverseDelta(release, before) }, before.version);
      all.push(release);
    }
    expect(await store.history()).toEqual(historyOf(all));
    expect((await store.list()).map(({ version }) => version)).toEqual(
      all.map(({ version }) => version).reverse(),
    );
    for (const release of all) expect(await store.get(release.version)).toEqual(release);
  });

  it('published while the current release is loaded → the loaded parts belong to one release', async () => {
    const loaded = await loadCurrent({
      list: store.list,
      get: store.get,
      damage: store.damage,
      async history() {
        await store.publish(sampleNext('1.2.4'), '1.2.3');
        return store.history();
      },
    });
    expect(loaded?.release.version).toBe('1.2.3');
    expect(loaded?.history).toEqual(historyOf(bundledReleases));
  });

  it('published under a key → found by the key, which cannot be used again', async () => {
    const request = { key: 'a-key', bodyHash: 'a-hash' };
    expect(await store.published('a-key')).toBeUndefined();
    await store.publish(sampleNext('1.2.4'), '1.2.3', request);
    expect(await store.published('a-key')).toEqual({ version: '1.2.4', bodyHash: 'a-hash' });
    const again = store.publish(sampleNext('1.2.5'), '1.2.4', request);
    await expect(again).rejects.toThrow(VersionConflict);
    expect(await store.get('1.2.5')).toBeUndefined();
  });

  it('refused under a key → the key is still unused', async () => {
    const request = { key: 'a-key', bodyHash: 'a-hash' };
    await expect(store.publish(sampleNext('1.2.4'), '1.2.2', request)).rejects.toThrow(VersionConflict);
    expect(await store.published('a-key')).toBeUndefined();
  });

  it('watched → the current version is reported at once and after each publication, until stopped', async () => {
    const seen: (string | undefined)[] = [];
    const stop = store.watch((current) => seen.push(current));
    await vi.waitFor(() => expect(seen.at(-1)).toBe('1.2.3'), 10_000);
    await store.publish(sampleNext('1.2.4'), '1.2.3');
    await vi.waitFor(() => expect(seen.at(-1)).toBe('1.2.4'), 10_000);
    await stop();
    await store.publish(sampleNext('1.2.5'), '1.2.4');
    expect(seen.at(-1)).toBe('1.2.4');
  });
}
