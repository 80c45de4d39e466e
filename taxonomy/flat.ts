/** The taxonomy without nesting: nodes by HFN path. Checksum, diff and apply all see the tree this way. */
import { type Alias, type Category, type Layer, type Node, type Taxonomy, walkNodes } from './tree.ts';

/** The own members of every node by HFN path, each parent before its children. */
export function nodesByPath(taxonomy: Taxonomy): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const { path, node } of walkNodes(taxonomy)) nodes.set(path, ownMembers(node));
  return nodes;
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

/**
 * Builds the tree from its flat form, in canonical order: siblings by numeric code, aliases by code unit.
 * A node whose parent is absent is left out, so callers check for orphans first.
 */
export function treeFrom(nodes: ReadonlyMap<string, Node>, targets: ReadonlyMap<string, string>): Taxonomy {
  const siblings = new Map<string | undefined, { path: string; node: Node }[]>();
  for (const [path, node] of nodes) {
    const parent = parentPath(path);
    const group = siblings.get(parent);
    if (group) group.push({ path, node });
    else siblings.set(parent, [{ path, node }]);
  }
  const below = (parent: string | undefined) =>
    (siblings.get(parent) ?? []).sort((a, b) => Number(a.node.numericCode) - Number(b.node.numericCode));
  const subcategoriesOf = (category: string): Node[] => below(category).map(({ node }) => node);
  const categoriesOf = (layer: string): Category[] =>
    below(layer).map(({ path, node }) => ({ ...node, subcategories: subcategoriesOf(path) }));
  const layers: Layer[] = below(undefined).map(({ path, node }) => ({
    ...node,
    categories: categoriesOf(path),
  }));
  const aliases: Alias[] = [...targets.keys()]
    .sort()
    .map((alias) => ({ alias, target: targets.get(alias) ?? '' }));
  return { layers, aliases };
}

/** The same taxonomy with siblings by numeric code and aliases by code unit. */
export function inCanonicalOrder(taxonomy: Taxonomy): Taxonomy {
  return treeFrom(nodesByPath(taxonomy), targetsByAlias(taxonomy));
}

/** A node without its children. */
export function ownMembers(node: Node & { categories?: unknown; subcategories?: unknown }): Node {
  const { categories, subcategories, ...own } = node;
  return own;
}
