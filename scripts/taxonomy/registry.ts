import type { NewRelease } from '../../server/store/store.ts';
import type { Release, ReleaseInfo } from '../../taxonomy/tree.ts';
import type { Past } from './plan.ts';

/** Where releases are, directly or behind a service. Its promises reject with `CommandError`. */
export interface Registry {
  /** Every release, newest first. */
  list(): Promise<readonly ReleaseInfo[]>;
  get(version: string): Promise<Release | undefined>;
  /** Loads the current release, and how every release leads back to the one before it. */
  loadPast(): Promise<Past>;
  /** Throws `CommandError` where nothing could be published, so that nobody waits for the past in vain. */
  checkPublish(): void;
  /** Publishes if `expected` is still the current version, and returns the version published. */
  publish(next: NewRelease, expected: string | undefined, bump?: 'minor' | 'major'): Promise<string>;
  close(): Promise<void>;
}
