import type { ReleaseInfo } from '../../server/store/store.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { showProgress } from './progress.ts';

/** Where releases are, directly or behind a service. Its promises reject with `Failure`. */
export interface Registry {
  /** Every release, newest first. */
  list(): Promise<readonly ReleaseInfo[]>;
  get(version: string): Promise<Release | undefined>;
  /** Publishes if `expected` is still the current version, and returns the version published. */
  publish(release: Release, expected: string | undefined, bump?: 'minor' | 'major'): Promise<string>;
  close(): Promise<void>;
}

/** Every release with its tree, oldest first: the rules look at all of them. */
export async function loadHistory(registry: Registry): Promise<Release[]> {
  const infos = (await registry.list()).toReversed();
  const releases: Release[] = [];
  for (const { version } of infos) {
    showProgress(`Loading release ${version}, ${releases.length + 1} of ${infos.length}`);
    const release = await registry.get(version);
    if (release) releases.push(release);
  }
  showProgress();
  return releases;
}
