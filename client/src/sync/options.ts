import type { GetOptions } from './get.ts';
import { indexedDbStorage } from './storage/indexeddb-storage.ts';
import { memoryStorage } from './storage/memory-storage.ts';
import type { SyncStorage } from './storage/model.ts';

export interface TaxonomySyncOptions extends GetOptions {
  /** Where the copy is kept. By default IndexedDB where it exists, else memory. */
  readonly storage?: SyncStorage;
  /** The body of `GET /api/taxonomy/sync`, in a file of the application: the first copy, also without a network. */
  readonly bundled?: object;
  /** Milliseconds between two polls, 4 seconds to a day. By default what the service says, and 5 minutes until it has. */
  readonly interval?: number;
  /** `false` on a server that only renders the bundled copy: nothing is loaded and nothing is polled. */
  readonly polls?: boolean;
}

/** @param name of the database */
export function storageOf({ storage }: TaxonomySyncOptions, name: string): SyncStorage {
  return storage ?? (typeof indexedDB === 'undefined' ? memoryStorage() : indexedDbStorage(name));
}
