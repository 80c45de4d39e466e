import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checksum } from '../../../../taxonomy/canonical.ts';
import { layer, leaf, pop } from '../../../../taxonomy/testing/small-trees.ts';
import type { Release } from '../../../../taxonomy/tree.ts';
import { releaseOf } from '../testing/hostile-service.ts';
import { indexedDbStorage } from './indexeddb-storage.ts';
import type { SyncStorage } from './model.ts';
import { createStoredCopy } from './stored-copy.ts';

const name = 'copies';
let factory: IDBFactory;
let storage: SyncStorage;
beforeEach(() => {
  factory = new IDBFactory();
  vi.stubGlobal('indexedDB', factory);
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  storage = indexedDbStorage(name);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const start = () => createStoredCopy(storage, new AbortController().signal);
const versions = async () => {
  const found: string[] = [];
  for await (const release of storage.load()) found.push((release as Release).version);
  return found;
};
const saveAll = async (...minors: number[]) => {
  for (const minor of minors) await storage.save(releaseOf(minor));
};

function open(version?: number): Promise<IDBDatabase> {
  const request = factory.open(name, version);
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Changes what is stored, as nothing of ours does. */
async function edit(work: (records: IDBObjectStore) => void): Promise<void> {
  const database = await open();
  const transaction = database.transaction('slots', 'readwrite');
  work(transaction.objectStore('slots'));
  await new Promise<void>((resolve) => {
    transaction.oncomplete = () => resolve();
  });
  database.close();
}

it('nothing was saved → there is no copy, and the storage works', async () => {
  const stored = start();
  expect(await stored.load()).toBeUndefined();
  expect(stored.state).toEqual({ kind: 'indexeddb' });
});

it.each([
  [[1], ['1.1.0']],
  [
    [1, 2],
    ['1.2.0', '1.1.0'],
  ],
  [
    [1, 2, 3],
    ['1.3.0', '1.2.0'],
  ],
  [
    [1, 2, 3, 4, 5],
    ['1.5.0', '1.4.0'],
  ],
])('%o are saved → %o are there: each is written over the older one', async (saved, kept) => {
  await saveAll(...saved);
  expect(await versions()).toEqual(kept);
});

it('layers without categories, categories without subcategories, and several parts → the same release', async () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => leaf(`A${index}`, String(index + 1).padStart(3, '0')));
  const categories = [pop(), pop(...many(999)), pop(...many(600)), pop(...many(600))].map(
    (category, index) => ({
      ...category,
      code: `P${index}`,
      numericCode: `00${index + 1}`,
    }),
  );
  const taxonomy = {
    layers: [layer('E', '1'), layer('S', '2', ...categories), layer('T', '3', pop())],
    aliases: [],
  };
  const release = { ...releaseOf(1), ...taxonomy, checksum: checksum(taxonomy) };
  await storage.save(release);
  expect(await start().load()).toEqual(release);
});

it.each<[damage: string, work: (records: IDBObjectStore) => void]>([
  ['lacks a part', (records) => records.delete([1, 0])],
  ['has no parts', (records) => records.delete(IDBKeyRange.bound([1, 0], [1, []]))],
  [
    'has another name in a part',
    (records) => records.put({ layer: 0, categories: [pop(leaf('A00', '001'))] }, [1, 0]),
  ],
  ['has something else as a part', (records) => records.put(7, [1, 0])],
  ['has something else as its head', (records) => records.put({ order: 2 }, [1, -1])],
])('the newer slot %s → the older one is loaded, and the next one is saved', async (_, damage) => {
  await saveAll(1, 2);
  await edit(damage);
  const stored = start();
  expect(await stored.load()).toEqual(releaseOf(1));
  expect(stored.state).toEqual({ kind: 'indexeddb' });
  await stored.save(releaseOf(3));
  expect(await start().load()).toEqual(releaseOf(3));
});

it('the only copy has a part of a layer that it lacks → there is no copy, and the storage works', async () => {
  await saveAll(1);
  await edit((records) => records.put({ layer: 9, categories: [pop()] }, [0, 0]));
  const stored = start();
  expect(await stored.load()).toBeUndefined();
  expect(stored.state).toEqual({ kind: 'indexeddb' });
});

it('no copy can be read → memory, with the reason', async () => {
  await saveAll(1, 2);
  await edit((records) => {
    for (const slot of [0, 1]) records.put({ order: slot + 1, parts: 0 }, [slot, -1]);
  });
  const stored = start();
  expect(await stored.load()).toBeUndefined();
  expect(stored.state).toMatchObject({ kind: 'memory', error: { code: 'storage' } });
});

it('the browser ends the transaction after the last record → the state says so, and what was there is there', async () => {
  await saveAll(1);
  const prototype = await recordsPrototype();
  const { put } = prototype;
  vi.spyOn(prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    const request = put.call(this, value, key);
    if (Array.isArray(key) && key[1] === -1)
      request.addEventListener('success', () => this.transaction.abort());
    return request;
  });
  const stored = start();
  await stored.save(releaseOf(2));
  expect(stored.state).toMatchObject({
    kind: 'memory',
    error: { message: 'It cannot be stored: The transaction was aborted.' },
  });
  vi.restoreAllMocks();
  expect(await versions()).toEqual(['1.1.0']);
});

it('two tabs save at once → the newer one is loaded, and the older is there, too', async () => {
  await saveAll(1);
  await Promise.all([storage.save(releaseOf(2)), indexedDbStorage(name).save(releaseOf(3))]);
  expect(await versions()).toEqual(['1.3.0', '1.2.0']);
});

it('a save fails in the middle → what was there is there, and the next one is saved', async () => {
  await saveAll(1, 2);
  const put = vi.spyOn(await recordsPrototype(), 'put').mockImplementationOnce(() => {
    throw new DOMException('The quota is used up.', 'QuotaExceededError');
  });
  const stored = start();
  await stored.save(releaseOf(3));
  expect(stored.state).toMatchObject({ kind: 'memory', error: { code: 'storage' } });
  expect(stored.state.error?.message).toContain('The quota is used up.');
  put.mockRestore();
  expect(await versions()).toEqual(['1.2.0', '1.1.0']);
  await stored.save(releaseOf(3));
  expect(stored.state).toEqual({ kind: 'indexeddb' });
  expect(await versions()).toEqual(['1.3.0', '1.2.0']);
});

async function recordsPrototype(): Promise<IDBObjectStore> {
  const database = await open();
  const records = database.transaction('slots').objectStore('slots');
  database.close();
  return Object.getPrototypeOf(records);
}

it('a later version of the client has made the database → memory, with the reason', async () => {
  (await open(2)).close();
  const stored = start();
  expect(await stored.load()).toBeUndefined();
  expect(stored.state).toMatchObject({
    kind: 'memory',
    error: { message: expect.stringMatching(/version/i) },
  });
});

it('the browser refuses databases → memory, with the reason', async () => {
  vi.spyOn(factory, 'open').mockImplementation(() => {
    throw new DOMException('Access is denied.', 'SecurityError');
  });
  const stored = start();
  expect(await stored.load()).toBeUndefined();
  expect(stored.state).toMatchObject({
    kind: 'memory',
    error: { message: expect.stringContaining('Access is denied.') },
  });
});

it('somebody else keeps the database from being opened → memory within the time limit, and it recovers', async () => {
  await saveAll(1);
  const other = await open();
  // It waits for the other connection, and everything after it does so, too.
  factory.deleteDatabase(name);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const stored = start();
  const loaded = stored.load();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await loaded).toBeUndefined();
  expect(stored.state).toMatchObject({
    kind: 'memory',
    error: { message: expect.stringContaining('5 seconds') },
  });
  vi.useRealTimers();
  other.close();
  await stored.save(releaseOf(2));
  expect(stored.state).toEqual({ kind: 'indexeddb' });
  expect(await versions()).toEqual(['1.2.0']);
});

it('the connection is closed while a copy is saved → the state says so, and the next one is saved', async () => {
  await saveAll(1);
  const stored = start();
  const opened = factory.open.bind(factory);
  vi.spyOn(factory, 'open').mockImplementationOnce((...given) => {
    const request = opened(...given);
    request.addEventListener('success', () => request.result.close());
    return request;
  });
  await stored.save(releaseOf(2));
  expect(stored.state).toMatchObject({ kind: 'memory', error: { code: 'storage' } });
  expect(await versions()).toEqual(['1.1.0']);
  await stored.save(releaseOf(2));
  expect(stored.state).toEqual({ kind: 'indexeddb' });
});

it('loading and saving are over → no connection is open: the database can be deleted', async () => {
  await saveAll(1, 2);
  await start().load();
  const deleted = factory.deleteDatabase(name);
  const outcome = await new Promise((resolve) => {
    deleted.onsuccess = () => resolve('deleted');
    deleted.onblocked = () => resolve('blocked');
  });
  expect(outcome).toBe('deleted');
});
