export type { Release } from '../../../taxonomy/tree.ts';
export type { SyncError, SyncSource, SyncState, SyncStatus, TaxonomySync } from './model.ts';
export type { TaxonomySyncOptions } from './options.ts';
export { indexedDbStorage } from './storage/indexeddb-storage.ts';
export { memoryStorage } from './storage/memory-storage.ts';
export type { SyncStorage } from './storage/model.ts';
export { createTaxonomySync } from './sync.ts';
