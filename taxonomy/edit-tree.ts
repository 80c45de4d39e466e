/** A tree with other nodes in some places. It shares with the tree before it all that does not change. */
import { byNumber, ownMembers } from './flat.ts';
import type { Category, Layer, Node } from './tree.ts';

/**
 * What a place has afterwards: other own members, or no node. By the path of the parent, which layers do not have, and
 * then by code.
 */
export type Edits = Map<string | undefined, Map<string, Node | undefined>>;

/**
 * The layers after the edits, siblings by numeric code. An edit of a place whose parent does not exist has no effect.
 *
 * @param refuse throws the error for a node whose parent is gone
 */
export function editTree(
  layers: readonly Layer[],
  edits: Edits,
  refuse: (orphan: string) => never,
): readonly Layer[] {
  const keep = (own: Node | undefined, path: string, children: readonly Node[]): own is Node => {
    if (!own && children[0]) refuse(`${path}.${children[0].code}`);
    return own !== undefined;
  };
  const editCategory: Edit<Category> = (own, path, before) => {
    const subcategories = editSiblings(before?.subcategories ?? [], path, edits);
    if (own === before && subcategories === before?.subcategories) return before;
    return keep(own, path, subcategories) ? { ...ownMembers(own), subcategories } : undefined;
  };
  const editLayer: Edit<Layer> = (own, path, before) => {
    const categories = editSiblings(before?.categories ?? [], path, edits, editCategory);
    if (own === before && categories === before?.categories) return before;
    return keep(own, path, categories) ? { ...ownMembers(own), categories } : undefined;
  };
  return editSiblings(layers, undefined, edits, editLayer);
}

/** @param own the own members afterwards; `before` itself if they do not change */
type Edit<Sibling> = (
  own: Node | undefined,
  path: string,
  before: Sibling | undefined,
) => Sibling | undefined;

/** @param edit adds the children; subcategories have none */
function editSiblings<Sibling extends Node>(
  siblings: readonly Sibling[],
  parent: string | undefined,
  edits: Edits,
  edit?: Edit<Sibling>,
): readonly Sibling[] {
  const edited = edits.get(parent);
  if (!edited && !edit) return inOrder(siblings);
  const added = new Map(edited);
  const after: Sibling[] = [];
  const put = (code: string, own: Node | undefined, before?: Sibling) => {
    const path = parent === undefined ? code : `${parent}.${code}`;
    const node = edit ? edit(own, path, before) : (own as Sibling | undefined);
    if (node) after.push(node);
  };
  for (const before of siblings) {
    const { code } = before;
    put(code, edited?.has(code) ? edited.get(code) : before, before);
    added.delete(code);
  }
  for (const [code, own] of added) if (own) put(code, own);
  const isSame = after.length === siblings.length && after.every((node, index) => node === siblings[index]);
  return inOrder(isSame ? siblings : after);
}

function inOrder<Sibling extends Node>(siblings: readonly Sibling[]): readonly Sibling[] {
  const isInOrder = siblings.every((node, index) => byNumber(siblings[index - 1] ?? node, node) <= 0);
  return isInOrder ? siblings : [...siblings].sort(byNumber);
}
