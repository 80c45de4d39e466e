/**
 * A release as it is served: the indexes for conversion, and the precomputed responses that depend on the release
 * alone. Nothing mutates it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Contract } from '../../contract/model.ts';
import { createSnapshot, type Snapshot } from '../../taxonomy/snapshot.ts';
import { categoryLists, layerList, subcategoryLists } from '../browse/lists.ts';
import type { Build } from '../build/read-build.ts';
import { type CompatibilityResponses, compatibilityResponses } from '../compatibility/responses.ts';
import type { Representation } from '../http/representation.ts';
import type { Body } from '../operation-types.ts';
import { type SearchResponses, searchResponses } from '../search/search-responses.ts';
import { type Current, RETAINED_RELEASES } from '../store/store.ts';
import { createDeltas, type Deltas, fullSync } from '../sync/bodies.ts';
import type { OnDemand } from './on-demand.ts';
import type { Precompute } from './precompute.ts';

export interface ServedSnapshot {
  readonly taxonomy: Snapshot;
  readonly version: Representation<Body<'getVersion'>>;
  readonly releases: Representation<Body<'listReleases'>>;
  readonly tree: Representation<Body<'getTaxonomy'>>;
  readonly layers: Representation<Body<'listLayers'>>;
  /** By path of the layer: `S`. */
  readonly categories: OnDemand<Representation<Body<'listCategories'>>>;
  /** By path of the category: `S.POP`. */
  readonly subcategories: OnDemand<Representation<Body<'listSubcategories'>>>;
  readonly fullSync: Representation<Body<'getFullSync'>>;
  readonly deltas: Deltas;
  /** The versions from which there may be a delta, newest first. */
  readonly retained: readonly string[];
  readonly compatibility: CompatibilityResponses;
  readonly search: SearchResponses;
}

export interface SnapshotOptions {
  readonly build?: Build | undefined;
  readonly cacheTimeout?: number | undefined;
}

/** Makes the large responses one after the other, so that requests are served in between. */
export async function buildSnapshot(
  { release, releases, history }: Current,
  contract: Contract,
  precompute: Precompute,
  { build, cacheTimeout }: SnapshotOptions = {},
): Promise<ServedSnapshot> {
  const { version, checksum, lastUpdated, layers, aliases } = release;
  // The store may have read the release without a pause.
  await nextTurn();
  const taxonomy = createSnapshot(release);
  const { totalItems } = taxonomy.counts;
  const contractInfo = { version: contract.version, checksum: contract.checksum };
  const full = await precompute('getFullSync', fullSync(release, { contract, cacheTimeout }));
  return {
    taxonomy,
    version: await precompute('getVersion', {
      version,
      checksum,
      lastUpdated,
      totalItems,
      contract: contractInfo,
      ...(build && { build }),
    }),
    releases: await precompute('listReleases', { releases, count: releases.length }),
    tree: await precompute('getTaxonomy', { version, checksum, lastUpdated, layers, aliases }),
    layers: await precompute('listLayers', layerList(release)),
    categories: categoryLists(release, precompute),
    subcategories: subcategoryLists(release, precompute),
    fullSync: full,
    deltas: createDeltas({
      release,
      history,
      contract,
      cacheTimeout,
      fullSize: full.identity.bytes.length,
      precompute,
    }),
    retained: history.slice(0, RETAINED_RELEASES).map((reverse) => reverse.version),
    compatibility: compatibilityResponses(release, precompute),
    search: searchResponses(release, precompute),
  };
}
