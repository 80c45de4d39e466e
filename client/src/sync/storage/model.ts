import type { Release } from '../../../../taxonomy/tree.ts';

/** Where a sync keeps its copy between two starts. */
export interface SyncStorage {
  readonly kind: 'indexeddb' | 'file' | 'memory' | 'custom';
  /** What was stored, the newest first. The sync compares each with its checksum and takes the first that is whole. */
  load(): AsyncIterable<unknown>;
  /** Resolves when the release is stored. Until then `load` finds the one before. */
  save(release: Release): Promise<void>;
}
