/**
 * A release ready to be served: the indexes for conversion, and every answer that depends on the release
 * alone as checked, compressed and hashed bytes. Nothing mutates it.
 */
import type { Contract } from '../contract/contract.ts';
import type { Schemas } from '../contract/schemas.ts';
import { createSnapshot, type Snapshot } from '../taxonomy/snapshot.ts';
import { countNodes, type Release } from '../taxonomy/tree.ts';
import { categoryList, layerList, subcategoryList } from './browse/lists.ts';
import { type Representation, represent } from './representation.ts';
import { fullSync, incrementalSync } from './sync/bodies.ts';
import type { Body, OperationId } from './wire.ts';

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
  /** By the version asked from. A delta that is larger than the full state is left out. */
  readonly deltas: ReadonlyMap<string, Representation<Body<'getIncrementalSync'>>>;
  /** The versions that could be asked from. */
  readonly retained: ReadonlySet<string>;
}

/** @param releases the retained ones, oldest first; the last one is served. */
export async function buildSnapshot(
  releases: readonly Release[],
  contract: Contract,
  schemas: Schemas,
): Promise<ServedSnapshot> {
  const release = releases.at(-1);
  if (!release) throw new Error('there is no release to serve');
  const ready = createFactory(contract, schemas);
  const { version, checksum, lastUpdated, layers, aliases } = release;
  const { totalItems } = countNodes(release);
  const contractInfo = { version: contract.version, checksum: contract.checksum };

  const full = await ready('getFullSync', fullSync(release));
  const deltas = await inParallel(releases, async (from) => {
    return [from.version, await ready('getIncrementalSync', incrementalSync(from, release))] as const;
  });
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
    deltas: new Map(deltas.filter(([, delta]) => delta.identity.bytes.length <= full.identity.bytes.length)),
    retained: new Set(releases.map((retained) => retained.version)),
  };
}

function inParallel<Item, Result>(
  items: readonly Item[],
  make: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(items.map(make));
}

/** Makes a body ready after checking it against the contract: once here, so never per request. */
function createFactory(contract: Contract, schemas: Schemas) {
  return async <Id extends OperationId>(id: Id, body: Body<Id>): Promise<Representation<Body<Id>>> => {
    keepContract(contract, schemas, id, body);
    return represent(body);
  };
}

function keepContract(contract: Contract, schemas: Schemas, id: OperationId, body: unknown): void {
  const operation = contract.operations.find((candidate) => candidate.id === id);
  const schemaPointer = operation?.responses.get(200)?.content.get('application/json')?.schemaPointer;
  if (!schemaPointer) throw new Error(`the contract has no 200 answer in JSON for ${id}`);
  const [failure] = schemas.validate(schemaPointer, body);
  if (failure)
    throw new Error(`the answer of ${id} breaks the contract: ${failure.pointer} ${failure.detail}`);
}
