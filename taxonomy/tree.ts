/** Depth of a node: the layer is the top of the tree, the subcategory its leaf. */
export type Level = 'layer' | 'category' | 'subcategory';

/**
 * The own members of a node at any level, without its children.
 *
 * `code` is the segment of the human-friendly name: one letter for a layer, `[A-Z0-9]{3}` below.
 * `numericCode` is the segment of the machine-friendly address: `1`, `2` … for a layer, three digits below.
 * `replacedBy` is the HFN path of another node, such as `S.POP.HPM`.
 */
export interface Node {
  readonly code: string;
  readonly numericCode: string;
  readonly name: string;
  readonly description?: string;
  readonly deprecated?: true;
  readonly replacedBy?: string;
}

/** A leaf of the tree. Addresses name a subcategory and a sequence within it. */
export type Subcategory = Node;

export interface Category extends Node {
  readonly subcategories: readonly Subcategory[];
}

export interface Layer extends Node {
  readonly categories: readonly Category[];
}

/** Another path, of two or three segments, to the node at `target`, a path of the same depth. */
export interface Alias {
  readonly alias: string;
  readonly target: string;
}

/** The subject of a release. Siblings stand in the order of their numeric codes. */
export interface Taxonomy {
  readonly layers: readonly Layer[];
  readonly aliases: readonly Alias[];
}

/** A published taxonomy: `version` is semver of the data, `lastUpdated` its publish time in RFC 3339 UTC. */
export interface Release extends Taxonomy {
  readonly version: string;
  readonly checksum: string;
  readonly lastUpdated: string;
}

/** A node with its HFN path (`S`, `S.POP`, `S.POP.HPM`) and its JSON pointer within the taxonomy. */
export type PlacedNode = { readonly path: string; readonly pointer: string } & (
  | { readonly level: 'layer'; readonly node: Layer }
  | { readonly level: 'category'; readonly node: Category }
  | { readonly level: 'subcategory'; readonly node: Subcategory }
);

/** Every node, each parent before its children, siblings in the order in which they stand. */
export function* walkNodes(taxonomy: Taxonomy): Generator<PlacedNode, void, undefined> {
  for (const [layerIndex, layer] of taxonomy.layers.entries()) {
    const layerPlace = { path: layer.code, pointer: `/layers/${layerIndex}` };
    yield { level: 'layer', node: layer, ...layerPlace };
    for (const [categoryIndex, category] of layer.categories.entries()) {
      const path = `${layer.code}.${category.code}`;
      const pointer = `${layerPlace.pointer}/categories/${categoryIndex}`;
      yield { level: 'category', node: category, path, pointer };
      for (const [index, subcategory] of category.subcategories.entries()) {
        yield {
          level: 'subcategory',
          node: subcategory,
          path: `${path}.${subcategory.code}`,
          pointer: `${pointer}/subcategories/${index}`,
        };
      }
    }
  }
}

/** How many nodes a taxonomy holds; layers are not items, so `totalItems` leaves them out. */
export interface NodeCounts {
  readonly layerCount: number;
  readonly totalCategories: number;
  readonly totalSubcategories: number;
  /** Categories and subcategories together. */
  readonly totalItems: number;
}

/** Counts the nodes of each level. */
export function countNodes({ layers }: Taxonomy): NodeCounts {
  const categories = layers.flatMap((layer) => layer.categories);
  const totalCategories = categories.length;
  const totalSubcategories = categories.reduce((sum, category) => sum + category.subcategories.length, 0);
  const totalItems = totalCategories + totalSubcategories;
  return { layerCount: layers.length, totalCategories, totalSubcategories, totalItems };
}

/** A release without its tree, as lists show it. */
export interface ReleaseInfo extends NodeCounts, Pick<Release, 'version' | 'checksum' | 'lastUpdated'> {}

export function releaseInfo(release: Release): ReleaseInfo {
  const { version, checksum, lastUpdated } = release;
  return { version, checksum, lastUpdated, ...countNodes(release) };
}
