/** Depth of a node: layers are the top of the tree, subcategories its leaves. */
export type Level = 'layer' | 'category' | 'subcategory';

/**
 * The own members of a node at any level, without its children.
 *
 * - `code`: the segment of the human-friendly name (HFN), one letter for a layer, `[A-Z0-9]{3}` below.
 * - `numericCode`: the segment of the machine-friendly address (MFA), `1` to `99` for a layer, three digits below.
 * - `name`: 1 to 120 characters.
 * - `replacedBy`: the HFN path of another node, such as `S.POP.HPM`.
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

/** Another path to the node at `target`. Both paths have the same depth, two or three segments. */
export interface Alias {
  readonly alias: string;
  readonly target: string;
}

/** The content of a release. In canonical order, siblings are sorted by numeric code and aliases by code unit. */
export interface Taxonomy {
  readonly layers: readonly Layer[];
  readonly aliases: readonly Alias[];
}

/**
 * A published taxonomy. `version` is MAJOR.MINOR.PATCH (Semantic Versioning, of the data), `checksum` is the
 * SHA-256 of the canonical form, `lastUpdated` is the time of publishing (RFC 3339, UTC).
 */
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

/** Every node, each parent before its children, siblings in their given order. */
export function* walkNodes(taxonomy: Taxonomy): Generator<PlacedNode, void, undefined> {
  for (const [layerIndex, layer] of taxonomy.layers.entries()) {
    const placed = { path: layer.code, pointer: `/layers/${layerIndex}` };
    yield { level: 'layer', node: layer, ...placed };
    for (const [categoryIndex, category] of layer.categories.entries()) {
      const path = `${layer.code}.${category.code}`;
      const pointer = `${placed.pointer}/categories/${categoryIndex}`;
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

/** How many nodes a taxonomy has. Layers are not items: `totalItems` does not count them. */
export interface NodeCounts {
  readonly layerCount: number;
  readonly totalCategories: number;
  readonly totalSubcategories: number;
  /** Categories and subcategories together. */
  readonly totalItems: number;
}

/** Counts the nodes of each level. */
export function countNodes({ layers }: Pick<Taxonomy, 'layers'>): NodeCounts {
  const categories = layers.flatMap((layer) => layer.categories);
  const totalCategories = categories.length;
  const totalSubcategories = categories.reduce((sum, category) => sum + category.subcategories.length, 0);
  const totalItems = totalCategories + totalSubcategories;
  return { layerCount: layers.length, totalCategories, totalSubcategories, totalItems };
}

/** Who published a release, and why. Each is absent where it is not known. */
export interface Provenance {
  /** The `sub` of the publisher's token. */
  readonly publisher?: string;
  /** The `jti` of that token. */
  readonly tokenId?: string;
  /** The `kid` of the key that signed the token. */
  readonly keyId?: string;
  /** What the publisher says about the release, 500 characters at most. */
  readonly note?: string;
}

/** A release without its tree, as lists show it. */
export interface ReleaseInfo
  extends NodeCounts,
    Provenance,
    Pick<Release, 'version' | 'checksum' | 'lastUpdated'> {}

/** The version, checksum, time and counts of a release. */
export function releaseInfo(release: Release): ReleaseInfo {
  const { version, checksum, lastUpdated } = release;
  return { version, checksum, lastUpdated, ...countNodes(release) };
}
