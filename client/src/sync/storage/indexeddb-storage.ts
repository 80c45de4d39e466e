import { ownMembers } from '../../../../taxonomy/flat.ts';
import type { Category, Layer, Node, Release } from '../../../../taxonomy/tree.ts';
import type { SyncStorage } from './model.ts';

/** A slot without the nodes below its layers. The head with the higher order is the newer one. */
interface Head extends Omit<Release, 'layers'> {
  readonly order: number;
  readonly layers: readonly Node[];
  readonly parts: number;
}
/** Some categories of the layer with this index. */
interface Part {
  readonly layer: number;
  readonly categories: readonly Category[];
}

const slots = [0, 1] as const;
type Slot = (typeof slots)[number];
const store = 'slots';
const headKey = (slot: Slot) => [slot, -1];

/**
 * Keeps the last two copies in IndexedDB. A copy is written over the older one, in one transaction: whenever the page or
 * the browser ends, the newer one is whole. The database is open only while it is used, so no other tab waits for it.
 *
 * @param name of the database, by default one for each `baseUrl`
 */
export function indexedDbStorage(name: string): SyncStorage {
  return {
    kind: 'indexeddb',
    async *load() {
      const database = await open(name);
      let failure: unknown;
      try {
        // What of one copy cannot be read says nothing about the other one.
        for (const { slot } of await readOrders(database.transaction(store).objectStore(store)))
          yield await readSlot(database, slot).catch((error) => {
            failure = error;
          });
      } finally {
        database.close();
      }
      if (failure) throw failure;
    },
    async save(release) {
      const database = await open(name);
      try {
        await writeOlderSlot(database, release);
      } finally {
        database.close();
      }
    },
  };
}

async function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(store);
  return result(request);
}

/** The slots that have a copy, the newest first. */
async function readOrders(records: IDBObjectStore): Promise<{ slot: Slot; order: number }[]> {
  const heads: (Head | undefined)[] = await Promise.all(
    slots.map((slot) => result(records.get(headKey(slot)))),
  );
  const found = slots.map((slot) => ({ slot, order: heads[slot]?.order ?? 0 }));
  return found.filter(({ order }) => order).sort((one, other) => other.order - one.order);
}

/** In one transaction, as another tab may write this slot. */
async function readSlot(database: IDBDatabase, slot: Slot): Promise<Release> {
  const records = database.transaction(store).objectStore(store);
  const { order, parts, layers: own, ...release }: Head = await result(records.get(headKey(slot)));
  const layers = own.map((layer) => ({ ...layer, categories: [] as Category[] }));
  // One after the other: the page can draw between two.
  for (let index = 0; index < parts; index += 1) {
    const part: Part = await result(records.get([slot, index]));
    for (const category of part.categories) layers[part.layer]?.categories.push(category);
  }
  return { ...release, layers };
}

async function writeOlderSlot(database: IDBDatabase, release: Release): Promise<void> {
  const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
  const complete = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('The transaction was aborted.'));
  });
  // It is awaited below, after the requests, of which one may have failed first.
  complete.catch(() => {});
  const records = transaction.objectStore(store);
  try {
    const [newest = { slot: 1, order: 0 }] = await readOrders(records);
    await writeSlot(records, newest.slot === 0 ? 1 : 0, release, newest.order + 1);
  } catch (error) {
    // Else what was written until now would be kept. It is over already when a request failed.
    try {
      transaction.abort();
    } catch {}
    throw error;
  }
  await complete;
}

async function writeSlot(
  records: IDBObjectStore,
  slot: Slot,
  { layers, ...release }: Release,
  order: number,
): Promise<void> {
  await result(records.delete(IDBKeyRange.bound([slot], [slot, []])));
  let parts = 0;
  for (const part of partsOf(layers)) {
    await result(records.put(part, [slot, parts]));
    parts += 1;
  }
  const head: Head = { ...release, order, layers: layers.map(ownMembers), parts };
  await result(records.put(head, headKey(slot)));
}

// The browser copies a record at once: 1,000 nodes take it a few milliseconds.
const nodesInPart = 1000;

function* partsOf(layers: readonly Layer[]): Generator<Part> {
  for (const [layer, { categories }] of layers.entries()) {
    let from = 0;
    let nodes = 0;
    for (const [index, { subcategories }] of categories.entries()) {
      nodes += 1 + subcategories.length;
      if (nodes < nodesInPart && index < categories.length - 1) continue;
      yield { layer, categories: categories.slice(from, index + 1) };
      from = index + 1;
      nodes = 0;
    }
  }
}

function result<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
