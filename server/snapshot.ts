/**
 * A release ready to be served: the indexes for conversion, and every answer that depends on the release
 * alone as checked, compressed and hashed bytes. Nothing mutates it.
 */
import type { Contract } from '../contract/contract.ts';
import type { Schemas } from '../contract/schemas.ts';
import { createSnapshot, type Snapshot } from '../taxonomy/snapshot.ts';
import { countNodes, type Release } from '../taxonomy/tree.ts';
import { categoryList, layerList, subcategoryList } from './browse/lists.ts';
import { createMakeReady } from './ready.ts';
import type { Representation } from './representation.ts';
import { fullSync } from './sync/bodies.ts';
import { createDeltas, type Deltas } from './sync/deltas.ts';
import type { Body } from './wire.ts';

export interface ServedSnapshot {
  readonly taxonomy: Snapshot;
  readonly version: Representation<Body<'getVersion'>>;
  readonly tree: Representation<Body<'getTaxonomy'>>;
  readonly layers: Representation<Body<'listLayers'>>;
  /** By path of the layer: `S`. */
  readonly categories: ReadonlyMap<string, Representation<Body<'listCategories'>>>;
  /** By path of the category: `S.POP`. */
  readonly subcategories: ReadonlyMap<string, Representation<Body<'listSubcategories'>>>;
  readonly fullSync: Representation<Body<'getFullSync'>>;
  readonly deltas: Deltas;
}

/** @param releases the retained ones, oldest first; the last one is served. */
export async function buildSnapshot(
  releases: readonly Release[],
  contract: Contract,
  schemas: Schemas,
): Promise<ServedSnapshot> {
  const release = releases.at(-1);
  if (!release) throw new Error('there is no release to serve');
  const ready = createMakeReady(contract, schemas);
  const { version, checksum, lastUpdated, layers, aliases } = release;
  const { totalItems } = countNodes(release);
  const contractInfo = { version: contract.version, checksum: contract.checksum };

  const full = await ready('getFullSync', fullSync(release));
  return {
    taxonomy: createSnapshot(release),
    version: await ready('getVersion', {
      version,
      checksum,
      lastUpdated,
      totalItems,
      contract: contractInfo,
    }),
    tree: await ready('getTaxonomy', { version, checksum, lastUpdated, layers, aliases }),
    layers: await ready('listLayers', layerList(release)),
    categories: new Map(
      await inParallel(layers, async (layer) => {
        return [layer.code, await ready('listCategories', categoryList(release, layer))] as const;
      }),
    ),
    subcategories: new Map(
      await inParallel(
        layers.flatMap((layer) => layer.categories.map((category) => ({ layer, category }))),
        async ({ layer, category }) => {
          const path = `${layer.code}.${category.code}`;
          return [path, await ready('listSubcategories', subcategoryList(release, layer, category))] as const;
        },
      ),
    ),
    fullSync: full,
    deltas: createDeltas(releases, full.identity.bytes.length, ready),
  };
}

function inParallel<Item, Result>(
  items: readonly Item[],
  make: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(items.map(make));
}
