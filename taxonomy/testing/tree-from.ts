import { byNumber, parentPath } from '../flat.ts';
import type { Alias, Category, Layer, Node, Taxonomy } from '../tree.ts';

/**
 * Builds the tree from its flat form, in canonical order: siblings by numeric code, aliases by code unit.
 * A node without a parent is left out, so callers check for orphans first.
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
    (siblings.get(parent) ?? []).sort((a, b) => byNumber(a.node, b.node));
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
