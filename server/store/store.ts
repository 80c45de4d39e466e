import type { Release } from '../../taxonomy/tree.ts';

/** Where releases live. */
export interface ReleaseStore {
  /** The retained releases, oldest first; the last one is current. */
  releases(): Promise<readonly Release[]>;
  /** Rejects while the store cannot answer. */
  ping(): Promise<void>;
}
