import { IDBFactory } from 'fake-indexeddb';
import { afterEach, expect, it, vi } from 'vitest';
import { storageOf } from './options.ts';
import { memoryStorage } from './storage/memory-storage.ts';

afterEach(() => void vi.unstubAllGlobals());

const options = { baseUrl: 'http://registry.example' };

it.each([
  ['Node', undefined, 'memory'],
  ['a browser', new IDBFactory(), 'indexeddb'],
])('no storage in %s → %s', (_, indexedDB, kind) => {
  vi.stubGlobal('indexedDB', indexedDB);
  expect(storageOf(options, 'copies').kind).toBe(kind);
});

it('the storage of the caller → that one', () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  const storage = memoryStorage();
  expect(storageOf({ ...options, storage }, 'copies')).toBe(storage);
});
