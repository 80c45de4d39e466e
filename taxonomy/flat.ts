/** The taxonomy without nesting: nodes by HFN path. Checksum, diff and `applyChanges` work on this form. */
import type { Node, Taxonomy } from './tree.ts';

export interface FlatTaxonomy {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly targets: ReadonlyMap<string, string>;
}

/** The flat form of a taxonomy: each node without its children, and each alias. */
export function flatten(taxonomy: Taxonomy): FlatTaxonomy {
  return { nodes: nodesByPath(taxonomy), targets: targetsByAlias(taxonomy) };
}

/** The own members of every node by HFN path, each parent before its children. */
export function nodesByPath({ layers }: Taxonomy): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const layer of layers) {
    nodes.set(layer.code, ownMembers(layer));
    for (const category of layer.categories) {
      const path = `${layer.code}.${category.code}`;
      nodes.set(path, ownMembers(category));
      for (const subcategory of category.subcategories) nodes.set(`${path}.${subcategory.code}`, subcategory);
    }
  }
  return nodes;
}

/** Returns a function that finds the own members of a node by HFN path. Siblings are indexed when first needed. */
export function createFindNode({ layers }: Taxonomy): (path: string) => Node | undefined {
  const indexes = new Map<readonly Node[], ReadonlyMap<string, Node>>();
  const find = <Sibling extends Node>(code: string, siblings: readonly Sibling[]) => {
    const index = indexes.get(siblings) ?? new Map(siblings.map((node) => [node.code, node]));
    indexes.set(siblings, index);
    return index.get(code) as Sibling | undefined;
  };
  return (path) => {
    const [layerCode = '', categoryCode, subcategoryCode, ...others] = path.split('.');
    if (others.length > 0) return undefined;
    const layer = find(layerCode, layers);
    if (!layer || categoryCode === undefined) return layer && ownMembers(layer);
    const category = find(categoryCode, layer.categories);
    if (!category || subcategoryCode === undefined) return category && ownMembers(category);
    return find(subcategoryCode, category.subcategories);
  };
}

/** Alias targets by alias path. */
export function targetsByAlias({ aliases }: Taxonomy): Map<string, string> {
  return new Map(aliases.map(({ alias, target }) => [alias, target]));
}

/** The path of the parent, `undefined` for a layer. */
export function parentPath(path: string): string | undefined {
  const end = path.lastIndexOf('.');
  return end < 0 ? undefined : path.slice(0, end);
}

/** The same taxonomy in canonical order: siblings by numeric code, aliases by code unit. */
export function inCanonicalOrder({ layers, aliases }: Taxonomy): Taxonomy {
  return {
    layers: [...layers].sort(byNumber).map((layer) => ({
      ...ownMembers(layer),
      categories: [...layer.categories].sort(byNumber).map((category) => ({
        ...ownMembers(category),
        subcategories: [...category.subcategories].sort(byNumber),
      })),
    })),
    aliases: [...aliases].sort((a, b) => (a.alias < b.alias ? -1 : 1)),
  };
}

/** Compares siblings by numeric code. */
export function byNumber(a: Node, b: Node): number {
  return Number(a.numericCode) - Number(b.numericCode);
}

/** A node without its children. */
export function ownMembers(node: Node & { categories?: unknown; subcategories?: unknown }): Node {
  const { categories, subcategories, ...own } = node;
  return own;
}
