import { setImmediate as nextTurn } from 'node:timers/promises';
import { indexLayer, type LayerIndex } from '../../taxonomy/search/index-layer.ts';
import { search } from '../../taxonomy/search/search.ts';
import type { Release } from '../../taxonomy/tree.ts';
import type { Representation } from '../http/representation.ts';
import type { Body, Input } from '../operation-types.ts';
import { createOnce } from '../snapshots/on-demand.ts';
import type { Precompute } from '../snapshots/precompute.ts';

/** The response to a query. It is not kept: callers choose the queries, so there is no bound to their number. */
export type SearchResponses = (
  query: Input<'searchTaxonomy'>['query'],
) => Promise<Representation<Body<'searchTaxonomy'>>>;

/** The index is made for the first query. Clients with a copy of the taxonomy send none. */
export function searchResponses(release: Release, precompute: Precompute): SearchResponses {
  const index = createOnce(() => indexRelease(release));
  return async ({ q, layer, limit }) => {
    const { hits, total } = search(await index(), { text: q, layer: layer?.toUpperCase(), limit });
    return precompute('searchTaxonomy', { version: release.version, hits, count: hits.length, total });
  };
}

/** Layer by layer, so that requests are served in between. */
async function indexRelease({ layers, aliases }: Release): Promise<LayerIndex[]> {
  const index: LayerIndex[] = [];
  for (const layer of layers) {
    await nextTurn();
    index.push(indexLayer(layer, aliases));
  }
  return index;
}
