/** Which nodes have a path that begins with a text, as HFN or as MFA. */
import type { Category, Layer, Node } from '../tree.ts';
import { BEGINNING } from './labels.ts';

/** The rank before those of labels.ts: the text is a code, an alias, or the path of the node. */
export const EXACT = 0;

type Notation = 'code' | 'numericCode';
type Subtree = Node & Partial<Pick<Layer, 'categories'> & Pick<Category, 'subcategories'>>;

/**
 * Sets the ranks of the nodes of a layer whose path begins with a text.
 *
 * @param path the text, in upper case
 * @param ranks by place in the order of the tree
 */
export function rankPaths(layer: Layer, path: string, ranks: Uint8Array): void {
  const segments = path.split('.');
  // A layer is a letter or a number, so no text begins a path in both notations.
  for (const notation of ['code', 'numericCode'] as const) rankSubtree(layer, 0, segments, notation, ranks);
}

/** @param place where the node is in the order of the tree */
function rankSubtree(
  node: Subtree,
  place: number,
  [segment = '', ...below]: readonly string[],
  notation: Notation,
  ranks: Uint8Array,
): void {
  const value = node[notation];
  if (below.length === 0) {
    if (value.startsWith(segment)) ranks.fill(BEGINNING, place, place + sizeOf(node));
    if (value === segment) ranks[place] = EXACT;
  } else if (value === segment) {
    childrenOf(node).reduce((childPlace, child) => {
      rankSubtree(child, childPlace, below, notation, ranks);
      return childPlace + sizeOf(child);
    }, place + 1);
  }
}

function childrenOf(node: Subtree): readonly Subtree[] {
  return node.categories ?? node.subcategories ?? [];
}

function sizeOf(node: Subtree): number {
  return childrenOf(node).reduce((size, child) => size + sizeOf(child), 1);
}

/** The path of an address. Sequence and suffix belong to an asset and not to the taxonomy. */
export function withoutSequence(text: string): string {
  return text.replace(/^([^.]+\.[^.]+\.[^.]+)\.\d*(?:\.[^.]*)?$/, '$1');
}
