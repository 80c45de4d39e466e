import type { SyncStorage } from './model.ts';

/** Keeps nothing: the copy is in memory anyway, and gone with the page. */
export function memoryStorage(): SyncStorage {
  return { kind: 'memory', async *load() {}, save: async () => {} };
}
