import pLimit from 'p-limit';
import type { Representation } from '../http/representation.ts';
import type { Body } from '../operation-types.ts';
import type { Precompute } from '../snapshots/precompute.ts';
import type { ReleaseStore } from '../store/store.ts';

type PrecomputedRelease = Representation<Body<'getRelease'>>;

/** The precomputed response of an older release; `undefined` when no release has the version. */
export type OlderReleases = (version: string) => Promise<PrecomputedRelease | undefined>;

// Each is as large as the taxonomy. HTTP caches in front of the service keep them for a year.
const keptReleases = 3;

/** Responses are precomputed when first requested; the most recently used ones are kept. */
export function createOlderReleases(store: ReleaseStore, precompute: Precompute): OlderReleases {
  const kept = new Map<string, PrecomputedRelease>();
  const keep = (version: string, release: PrecomputedRelease) => {
    kept.delete(version);
    kept.set(version, release);
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size > keptReleases) kept.delete(oldest);
    return release;
  };
  const find = async (version: string) => {
    const held = kept.get(version);
    if (held) return keep(version, held);
    const release = await store.get(version);
    // An unknown version is not kept, so requests for unknown versions evict nothing.
    return release && keep(version, await precompute('getRelease', release));
  };
  // One at a time: a client that requests every release at once must not make the server hold all trees.
  const inTurn = pLimit(1);
  return (version) => (kept.has(version) ? find(version) : inTurn(() => find(version)));
}
