/** What the sync operations send: the full state, and a delta from each retained release. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { lookup } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';
import { createChangesSince, type ReverseDelta } from '../../taxonomy/history.ts';
import { countNodes, type Release } from '../../taxonomy/tree.ts';
import type { Representation } from '../http/representation.ts';
import type { Body, Schema } from '../operation-types.ts';
import { inTurns } from '../snapshots/in-turns.ts';
import { createOnDemand } from '../snapshots/on-demand.ts';
import type { Precompute } from '../snapshots/precompute.ts';
import { RETAINED_RELEASES } from '../store/store.ts';
import { cacheTimeoutPointer } from './cache-timeout.ts';

export function fullSync(release: Release, sync: SyncOptions): Body<'getFullSync'> {
  const { version, layers, aliases } = release;
  return { version, data: { layers, aliases }, metadata: metadataOf(release, sync) };
}

export interface SyncOptions {
  readonly contract: Contract;
  /** By default that of the contract. */
  readonly cacheTimeout?: number | undefined;
}

export type Delta = Representation<Body<'getIncrementalSync'>>;

/** Why there is no delta: values of the contract. */
export type NoDelta = 'not-retained' | 'full-is-smaller';

/** By the version that a client has. */
export type Deltas = (since: string) => Promise<Delta | NoDelta>;

export interface DeltaSources extends SyncOptions {
  /** The current release. */
  readonly release: Release;
  /** Newest first. The first one leads back from the current release. */
  readonly history: readonly ReverseDelta[];
  /** Bytes of the full state. A larger delta is not sent. */
  readonly fullSize: number;
  readonly precompute: Precompute;
}

/** Makes each delta when it is first requested and keeps it with the snapshot. Reads nothing from the store. */
export function createDeltas({ release, history, fullSize, precompute, ...sync }: DeltaSources): Deltas {
  const retained = history.slice(0, RETAINED_RELEASES);
  const changesSince = createChangesSince(release, retained);
  const make = async (since: string) => {
    const changes = (await inTurns(changesSince(since))) ?? [];
    const body = { version: release.version, since, changes, metadata: metadataOf(release, sync) };
    await nextTurn();
    // Checked first: the work of precomputing grows with the size.
    if (Buffer.byteLength(JSON.stringify(body)) > fullSize) return 'full-is-smaller';
    return precompute('getIncrementalSync', body);
  };
  const deltas = createOnDemand(new Map(retained.map(({ version }) => [version, version])), make);
  return async (since) => deltas.get(since) ?? 'not-retained';
}

function metadataOf(release: Release, { contract, cacheTimeout }: SyncOptions): Schema['SyncMetadata'] {
  const { lastUpdated: generatedAt, checksum } = release;
  const timeout = cacheTimeout ?? lookup(contract.document, `${cacheTimeoutPointer}/default`);
  if (typeof timeout !== 'number') throw new Error('the contract has no default for cacheTimeout');
  return { generatedAt, ...countNodes(release), cacheTimeout: timeout, checksum };
}
