/** What a caller sees of a copy of the taxonomy that is kept in step. Nothing here runs. */
import type { Release } from '../../../taxonomy/tree.ts';

/**
 * - `starting`: there is no copy yet;
 * - `fresh`: the last poll succeeded;
 * - `stale`: the copy came from storage or from the bundle, or a poll is overdue;
 * - `behind`: the service responds with an older release than the copy;
 * - `offline`: the service cannot be reached, or does not respond as it should;
 * - `failed`: the service refuses this caller (401 or 403). Nothing is polled until `refresh()`.
 */
export type SyncStatus = 'starting' | 'fresh' | 'stale' | 'behind' | 'offline' | 'failed';

/** Where the copy came from. */
export type SyncSource = 'network' | 'storage' | 'bundled';

/** Why the last poll, or the last storing, failed. `message` says what to do. */
export interface SyncError {
  readonly code:
    | 'unreachable'
    | 'refused'
    | 'unexpected-response'
    | 'checksum-mismatch'
    | 'behind'
    | 'interrupted'
    | 'storage';
  readonly message: string;
  /** The status of the response, where there was one. */
  readonly status?: number;
}

/** A state never changes: a new one takes its place. */
export interface SyncState {
  readonly status: SyncStatus;
  /** Of the copy: MAJOR.MINOR.PATCH. Absent while there is none. */
  readonly version?: string;
  /** Of the copy: SHA-256, which was computed here. */
  readonly checksum?: string;
  readonly source?: SyncSource;
  /** When a poll last succeeded, in milliseconds since 1970 by the clock of this machine. */
  readonly lastSyncedAt?: number;
  /** Milliseconds since a poll last succeeded, by a clock that nobody sets: each reading is a new one. */
  readonly age?: number;
  readonly lastError?: SyncError;
  /** Where the copy is kept. `memory` when the storage that was asked for does not work. */
  readonly storage: 'indexeddb' | 'file' | 'memory' | 'custom';
}

/** A copy of the taxonomy that keeps in step by itself. */
export interface TaxonomySync {
  /** The copy: the same object until another release replaces it. `undefined` while there is none. */
  get(): Release | undefined;
  /** The release that was given as `bundled`, if its checksum is right: what a server renders. */
  readonly bundled: Release | undefined;
  readonly state: SyncState;
  /** Calls the listener after each change of the copy or of the state. @returns ends the subscription */
  subscribe(listener: () => void): () => void;
  /** Polls now, unless a poll is running. @returns the state after it */
  refresh(): Promise<SyncState>;
  /** Ends every timer, listener, lock and request. The copy can still be read. */
  stop(): void;
}
