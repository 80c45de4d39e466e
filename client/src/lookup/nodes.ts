/** Finds nodes by path. Siblings are indexed when the first of them is looked up. */
import { parentPath, targetsByAlias } from '../../../taxonomy/flat.ts';
import { hitOf, type SearchHit } from '../../../taxonomy/search/index-layer.ts';
import type { Category, Layer, Node, Taxonomy } from '../../../taxonomy/tree.ts';

/**
 * A node as a search finds it, with its own members. `deprecated` and `replacedBy` also tell of a deprecated node above
 * it.
 */
export interface LookupNode extends SearchHit {
  readonly code: string;
  readonly numericCode: string;
  readonly description?: string;
}

export interface Nodes {
  find(path: string): LookupNode | undefined;
  children(path?: string): readonly LookupNode[];
}

interface Siblings {
  readonly nodes: readonly LookupNode[];
  /** By path in both notations: no HFN is an MFA. */
  readonly places: ReadonlyMap<string, { readonly node: LookupNode; children(): Siblings }>;
}

/** `Lookup` has the description of both functions. */
export function createNodes(taxonomy: Taxonomy): Nodes {
  const layers = placeSiblings(taxonomy.layers, []);
  const targets = targetsByAlias(taxonomy);
  const placeAt = (path: string) => siblingsBelow(parentPath(path))?.places.get(path);
  const siblingsBelow = (parent: string | undefined): Siblings | undefined =>
    parent === undefined ? layers : placeAt(parent)?.children();

  // As in a conversion: the alias of the whole path, or that of its category, which applies to all below it.
  const behindAliases = (path: string): string => {
    const category = parentPath(path) ?? '';
    const targetPath = (targets.get(category) ?? category) + path.slice(category.length);
    return targets.get(path) ?? targets.get(targetPath) ?? targetPath;
  };
  const canonical = (path: string) => behindAliases(path.trim().toUpperCase());
  return {
    find: (path) => placeAt(canonical(path))?.node,
    children: (path) => siblingsBelow(path === undefined ? path : canonical(path))?.nodes ?? none,
  };
}

// One array: a caller who compares children sees no change.
const none: readonly LookupNode[] = [];

type Subtree = Node & Partial<Pick<Layer, 'categories'> & Pick<Category, 'subcategories'>>;

function placeSiblings(siblings: readonly Subtree[], above: readonly Node[]): Siblings {
  const places = new Map<string, { node: LookupNode; children: () => Siblings }>();
  const nodes = siblings.map((sibling): LookupNode => {
    const line = [...above, sibling];
    const { code, numericCode, description } = sibling;
    const own = { code, numericCode, ...(description !== undefined && { description }) };
    const node = { ...hitOf(line), ...own };
    let below: Siblings | undefined;
    const children = () => {
      below ??= placeSiblings(sibling.categories ?? sibling.subcategories ?? [], line);
      return below;
    };
    places.set(node.hfn, { node, children }).set(node.mfa, { node, children });
    return node;
  });
  return { nodes: nodes.length > 0 ? nodes : none, places };
}
