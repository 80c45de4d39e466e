import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { countNodes } from '../../taxonomy/tree.ts';
import { createMemoryStore } from './memory-store.ts';
import { openStore } from './open-store.ts';
import { RETAINED_RELEASES, type ReleaseStore, VersionConflict } from './store.ts';
import { onEachDatabase } from './testing/on-each-database.ts';
import { sampleRelease } from './testing/sample-release.ts';

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

  it('empty → seeded with the bundled releases', async () => {
    expect(await store.releases()).toEqual(bundledReleases);
    await store.ping();
  });

  it('a fresh start → nothing, until someone publishes', async () => {
    const other = await create();
    const fresh = await other.open({ fresh: true });
    expect(await fresh.releases()).toEqual([]);
    const release = sampleRelease('0.1.0');
    await fresh.publish(release, undefined);
    expect(await fresh.releases()).toEqual([release]);
    await fresh.close();
    await other.drop();
  });

  it('published → current, listed with its counts, and the same when read', async () => {
    const release = sampleRelease('1.2.4');
    await store.publish(release, '1.2.3');
    const { version, checksum, lastUpdated } = release;
    expect((await store.releases()).at(-1)).toEqual(release);
    expect((await store.list())[0]).toEqual({ version, checksum, lastUpdated, ...countNodes(release) });
    expect(await store.get('1.2.4')).toEqual(release);
    expect(await store.get('9.9.9')).toBeUndefined();
  });

  it.each([
    { refused: 'the current version is another', version: '1.2.4', expected: '1.2.2' },
    { refused: 'nothing was thought to be published', version: '1.2.4', expected: undefined },
    { refused: 'the version exists', version: '1.2.3', expected: '1.2.3' },
    { refused: 'the version is below the current', version: '1.1.9', expected: '1.2.3' },
  ])('$refused → a conflict that names the current version', async ({ version, expected }) => {
    const refusal = store.publish(sampleRelease(version), expected);
    await expect(refusal).rejects.toThrow(VersionConflict);
    await expect(refusal).rejects.toMatchObject({ current: '1.2.3' });
    expect(await store.releases()).toEqual(bundledReleases);
  });

  it('more than are retained → the newest in order of publishing, and the rest on request', async () => {
    const versions = Array.from({ length: RETAINED_RELEASES + 1 }, (_, index) => `1.2.${index + 4}`);
    let current = '1.2.3';
    for (const version of versions) {
      await store.publish(sampleRelease(version, 3), current);
      current = version;
    }
    const all = ['1.2.2', '1.2.3', ...versions];
    const retained = (await store.releases()).map((release) => release.version);
    expect(retained).toEqual(all.slice(-RETAINED_RELEASES));
    expect((await store.list()).map((release) => release.version)).toEqual(all.toReversed());
    for (const version of all) expect(await store.get(version)).toMatchObject({ version });
  });

  it('published under a key → found by it, and the key serves nobody else', async () => {
    const request = { key: 'a-key', bodyHash: 'a-hash' };
    expect(await store.published('a-key')).toBeUndefined();
    await store.publish(sampleRelease('1.2.4'), '1.2.3', request);
    expect(await store.published('a-key')).toEqual({ version: '1.2.4', bodyHash: 'a-hash' });
    const again = store.publish(sampleRelease('1.2.5'), '1.2.4', request);
    await expect(again).rejects.toThrow(VersionConflict);
    expect(await store.get('1.2.5')).toBeUndefined();
  });

  it('refused under a key → the key is still free', async () => {
    const request = { key: 'a-key', bodyHash: 'a-hash' };
    await expect(store.publish(sampleRelease('1.2.4'), '1.2.2', request)).rejects.toThrow(VersionConflict);
    expect(await store.published('a-key')).toBeUndefined();
  });

  it('watched → told the current version at once and after each publish, until stopped', async () => {
    const seen: (string | undefined)[] = [];
    const stop = store.watch((current) => seen.push(current));
    await vi.waitFor(() => expect(seen.at(-1)).toBe('1.2.3'), 10_000);
    await store.publish(sampleRelease('1.2.4'), '1.2.3');
    await vi.waitFor(() => expect(seen.at(-1)).toBe('1.2.4'), 10_000);
    await stop();
    await store.publish(sampleRelease('1.2.5'), '1.2.4');
    expect(seen.at(-1)).toBe('1.2.4');
  });
}
