import type { Representation } from '../http/representation.ts';
import type { Body } from '../operation-types.ts';
import { createInTurn } from '../snapshots/in-turn.ts';
import type { Precompute } from '../snapshots/precompute.ts';
import type { ReleaseStore } from '../store/store.ts';

type PrecomputedRelease = Representation<Body<'getRelease'>>;

/** Releases of the store, precompute to be sent. Undefined where none has the version. */
export type OlderReleases = (version: string) => Promise<PrecomputedRelease | undefined>;

// Each is as large as the taxonomy; caches in front keep them for a year.
const keptReleases = 3;

/** They are made when they are asked for, and those last asked for are kept. */
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
    // Only what exists is kept: asking for what does not pushes nothing out.
    return release && keep(version, await precompute('getRelease', release));
  };
  // Who asks for all of them at once would have the server hold all those trees at once.
  const inTurn = createInTurn();
  return (version) => (kept.has(version) ? find(version) : inTurn(() => find(version)));
}
