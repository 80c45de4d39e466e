import { memoise } from '../../../contract/memoise.ts';
import type { components } from '../../../generated/api.ts';
import { indexLayer, indexLayerInSteps, type LayerIndex } from '../../../taxonomy/search/index-layer.ts';
import { search } from '../../../taxonomy/search/search.ts';
import type { Alias, Layer, Release } from '../../../taxonomy/tree.ts';
import { inSlices } from '../in-slices.ts';
import { type Conversions, createConversions } from './convert.ts';
import { createNodes, type LookupNode } from './nodes.ts';

type SearchResult = components['schemas']['SearchResult'];

/** What can be asked of one release. It has the code of the service, so its results are those of the service. */
export interface Lookup extends Conversions {
  readonly release: Release;
  /** The node at an HFN path (`S.POP.HPM`), an MFA path (`2.001.007`) or an alias, in either case. */
  node(path: string): LookupNode | undefined;
  /** The nodes below a path in canonical order; without a path, the layers. Each time the same array. */
  children(path?: string): readonly LookupNode[];
  /**
   * Finds nodes by code, name, alias, or the beginning of an HFN or MFA, best first. The first search in a layer makes
   * its index: 20 ms for 4,000 nodes. Call `ready` before where that is too long.
   *
   * @param options the code of the only layer that is searched, and the most hits that are returned: 20 by default
   */
  search(text: string, options?: { readonly layer?: string; readonly limit?: number }): SearchResult;
  /** Makes all indexes of the search in slices of 4 ms, with a pause after each. Then no search has to. */
  ready(): Promise<void>;
}

/**
 * The lookup in a release. It costs nothing until it is asked, and the same release has the same lookup: call it where
 * you need it, on each render too.
 *
 * ```ts
 * const release = sync.get();
 * const { hits } = release ? createLookup(release).search('hipster') : { hits: [] };
 * ```
 */
export const createLookup: (release: Release) => Lookup = memoise((release) => {
  const { version, layers, aliases } = release;
  const indexes = indexesWith(aliases);
  const { find, children } = createNodes(release);
  let preparing: Promise<void> | undefined;
  return {
    release,
    node: find,
    children,
    search(text, { layer, limit = 20 } = {}) {
      const code = layer?.toUpperCase();
      const searched = layers.filter((each) => code === undefined || each.code === code);
      for (const missing of searched.filter((each) => !indexes.has(each)))
        indexes.set(missing, indexLayer(missing, aliases));
      const index = searched.flatMap((each) => indexes.get(each) ?? []);
      const { hits, total } = search(index, { text, limit });
      return { version, hits, count: hits.length, total };
    },
    ...createConversions(release),
    ready() {
      preparing ??= inSlices(indexInSteps(release, indexes));
      return preparing;
    },
  };
});

type Indexes = WeakMap<Layer, LayerIndex>;

// A new release has most layers in common with the one before, and mostly its aliases: their indexes are still right.
const indexesWith: (aliases: readonly Alias[]) => Indexes = memoise(() => new WeakMap());

function* indexInSteps({ layers, aliases }: Release, indexes: Indexes): Generator<void, void> {
  for (const layer of layers) {
    if (!indexes.has(layer)) indexes.set(layer, yield* indexLayerInSteps(layer, aliases));
  }
}
