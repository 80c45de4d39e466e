import type { Contract } from '../../contract/model.ts';
import { createChangesSince, type ReverseDelta } from '../../taxonomy/history.ts';
import type { Release } from '../../taxonomy/tree.ts';
import type { Representation } from '../http/representation.ts';
import type { Body } from '../operation-types.ts';
import { createOnDemand } from '../snapshots/on-demand.ts';
import type { Precompute } from '../snapshots/precompute.ts';
import { RETAINED_RELEASES } from '../store/store.ts';
import { incrementalSync } from './bodies.ts';

export type Delta = Representation<Body<'getIncrementalSync'>>;

/** Why there is no delta, in the words of the contract. */
export type NoDelta = 'not-retained' | 'full-is-smaller';

/** From the version that is asked from. */
export type Deltas = (since: string) => Promise<Delta | NoDelta>;

/**
 * Each delta is made when it is first asked for, and kept as long as the snapshot: there are no more of
 * them than retained releases. Nothing is read from the store.
 *
 * @param release the current one
 * @param history newest first; the first one leads back from `release`
 * @param fullSize bytes of the full state; a larger delta is of no use to anyone.
 */
export function createDeltas({
  release,
  history,
  contract,
  fullSize,
  precompute,
}: {
  readonly release: Release;
  readonly history: readonly ReverseDelta[];
  readonly contract: Contract;
  readonly fullSize: number;
  readonly precompute: Precompute;
}): Deltas {
  const retained = history.slice(0, RETAINED_RELEASES);
  const changesSince = createChangesSince(release, retained);
  const make = async (since: string) => {
    const body = incrementalSync(release, since, changesSince(since) ?? [], contract);
    // Before the work of making it precompute, which grows with its size.
    if (Buffer.byteLength(JSON.stringify(body)) > fullSize) return 'full-is-smaller';
    return precompute('getIncrementalSync', body);
  };
  const made = createOnDemand(new Map(retained.map(({ version }) => [version, version])), make);
  return async (since) => made.get(since) ?? 'not-retained';
}
