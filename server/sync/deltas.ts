import type { Release } from '../../taxonomy/tree.ts';
import type { MakeReady } from '../ready.ts';
import type { Representation } from '../representation.ts';
import type { Body } from '../wire.ts';
import { incrementalSync } from './bodies.ts';

export type Delta = Representation<Body<'getIncrementalSync'>>;

/** Why there is no delta, in the words of the contract. */
export type NoDelta = 'not-retained' | 'full-is-smaller';

/** From the version that is asked from. */
export type Deltas = (since: string) => Promise<Delta | NoDelta>;

/**
 * Each delta is made when it is first asked for, and kept as long as the snapshot: there are no more of
 * them than retained releases.
 *
 * @param fullSize bytes of the full state; a larger delta is of no use to anyone.
 */
export function createDeltas(releases: readonly Release[], fullSize: number, ready: MakeReady): Deltas {
  const current = releases.at(-1);
  const retained = new Map(releases.map((release) => [release.version, release]));
  const made = new Map<string, Promise<Delta | NoDelta>>();
  const make = async (from: Release, to: Release) => {
    const delta = await ready('getIncrementalSync', incrementalSync(from, to));
    return delta.identity.bytes.length <= fullSize ? delta : 'full-is-smaller';
  };
  return async (since) => {
    const from = retained.get(since);
    if (!from || !current) return 'not-retained';
    const delta = made.get(since) ?? make(from, current);
    made.set(since, delta);
    return delta;
  };
}
