import type { NewRelease } from '../../server/store/store.ts';
import type { ReverseDelta } from '../../taxonomy/history.ts';
import type { Release, ReleaseInfo } from '../../taxonomy/tree.ts';

/** A store or a service with releases. Its promises reject with `CommandError`. */
export interface Registry {
  /** Every release, newest first. */
  list(): Promise<readonly ReleaseInfo[]>;
  get(version: string): Promise<Release | undefined>;
  /** Loads the current release and the reverse deltas of all releases. */
  loadPast(): Promise<Past>;
  /** Throws `CommandError` if publishing is impossible, before anything is loaded. */
  checkPublish(): void;
  /** Publishes if `expected` is still the current version. Returns the published version. */
  publish(next: NewRelease, expected: string | undefined, options?: PublicationOptions): Promise<string>;
  close(): Promise<void>;
}

export interface PublicationOptions {
  readonly bump?: Bump | undefined;
  /** How many nodes are removed, where that has to be confirmed. */
  readonly removed?: number | undefined;
}

export type Bump = 'minor' | 'major';

/** The releases that a new release follows. */
export interface Past {
  /** `undefined` when nothing is published. */
  readonly current: Release | undefined;
  /** The reverse deltas of every release, newest first. */
  readonly history: readonly ReverseDelta[];
}

/** The start of the message when the current version has changed in the meantime. */
export const alreadyPublished =
  'Another release was published in the meantime; run the command again to start from it.';
