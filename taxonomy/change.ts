import { type Edits, editTree } from './edit-tree.ts';
import { TaxonomyError } from './error.ts';
import { createFindNode, parentPath, targetsByAlias } from './flat.ts';
import type { Alias, Node, Taxonomy } from './tree.ts';

/**
 * What a change means, where its type does not say it:
 * - `renumbered`: the same path has another number, so its MFA is another one;
 * - `deprecated`: it became deprecated, or a deprecated node got another replacement;
 * - `restored`: it is no longer deprecated;
 * - `renamed`: it has another name (and none of the above);
 * - `moved`: this removal and an addition elsewhere are the same node under another parent.
 */
export type ChangeKind = 'renamed' | 'renumbered' | 'deprecated' | 'restored' | 'moved';

/** The HFN path of a node in segments. */
interface NodePath {
  readonly layer: string;
  readonly category?: string;
  readonly subcategory?: string;
}

/** `node` is the node after the change, without its children: they have changes of their own. */
export type NodeChange = NodePath &
  (
    | { readonly type: 'added' | 'modified'; readonly node: Node; readonly kind?: ChangeKind }
    | { readonly type: 'removed'; readonly kind?: ChangeKind }
  );

export type AliasChange =
  | { readonly type: 'added' | 'modified'; readonly alias: string; readonly target: string }
  | { readonly type: 'removed'; readonly alias: string };

/** One step between two releases, as the incremental sync sends it. */
export type Change = NodeChange | AliasChange;

/** Whether a change concerns an alias. Its path is one string; the path of a node is given in segments. */
export function isAliasChange(change: Change): change is AliasChange {
  return 'alias' in change;
}

/**
 * The HFN path of the node that changes, such as `S.POP.HPM`.
 *
 * @throws {TaxonomyError} `delta-mismatch` when the change has a subcategory without a category
 */
export function pathOf({ layer, category, subcategory }: NodeChange): string {
  if (category === undefined && subcategory !== undefined) {
    throw mismatch(`${layer}..${subcategory}`, 'would be a subcategory without a category');
  }
  return [layer, category, subcategory].filter((segment) => segment !== undefined).join('.');
}

/**
 * The taxonomy after the changes, in canonical order. It shares with the given one, which stays as it is, the layers,
 * categories and aliases that do not change. Compare its checksum with the announced one: changes may fit although they belong
 * to another release.
 *
 * @throws {TaxonomyError} `delta-mismatch` when a change does not fit, for instance removes what does not exist
 */
export function applyChanges(taxonomy: Taxonomy, changes: readonly Change[]): Taxonomy {
  const aliasChanges = changes.filter(isAliasChange);
  const edits = editsOf(
    taxonomy,
    changes.filter((change): change is NodeChange => !isAliasChange(change)),
  );
  const refuse = (orphan: string) => {
    throw mismatch(orphan, 'would have no parent');
  };
  return {
    layers: editTree(taxonomy.layers, edits, refuse),
    aliases: aliasesAfter(taxonomy, aliasChanges),
  };
}

function editsOf(taxonomy: Taxonomy, changes: readonly NodeChange[]): Edits {
  const findNode = createFindNode(taxonomy);
  const edits: Edits = new Map();
  const placeOf = (path: string) => {
    const parent = parentPath(path);
    const code = parent === undefined ? path : path.slice(parent.length + 1);
    return { parent, code, siblings: edits.get(parent) ?? new Map<string, Node | undefined>() };
  };
  const exists = (path: string): boolean => {
    const { code, siblings } = placeOf(path);
    return (siblings.has(code) ? siblings.get(code) : findNode(path)) !== undefined;
  };
  for (const change of changes) {
    const path = pathOf(change);
    requirePresence(exists(path), change.type, path);
    const { parent, code, siblings } = placeOf(path);
    const node = change.type === 'removed' ? undefined : change.node;
    if (node && node.code !== code) throw mismatch(path, `would have the code ${node.code}`);
    edits.set(parent, siblings.set(code, node));
  }
  for (const [parent, siblings] of edits) {
    if (parent === undefined || exists(parent)) continue;
    for (const [code, node] of siblings)
      if (node) throw mismatch(`${parent}.${code}`, 'would have no parent');
  }
  return edits;
}

function aliasesAfter(taxonomy: Taxonomy, changes: readonly AliasChange[]): readonly Alias[] {
  const before = taxonomy.aliases;
  const targets = targetsByAlias(taxonomy);
  for (const change of changes) {
    requirePresence(targets.has(change.alias), change.type, change.alias);
    if (change.type === 'removed') targets.delete(change.alias);
    else targets.set(change.alias, change.target);
  }
  const after = [...targets]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([alias, target]) => ({ alias, target }));
  const isSame = ({ alias, target }: Alias, index: number) =>
    before[index]?.alias === alias && before[index].target === target;
  return after.length === before.length && after.every(isSame) ? before : after;
}

function requirePresence(isPresent: boolean, type: Change['type'], path: string): void {
  if (type === 'added' && isPresent) throw mismatch(path, 'is to be added and exists already');
  if (type !== 'added' && !isPresent) throw mismatch(path, `is to be ${type} and does not exist`);
}

function mismatch(path: string, why: string): TaxonomyError {
  const message = `The changes do not fit this taxonomy: ${path} ${why}. Load the full release instead.`;
  return new TaxonomyError(message, { code: 'delta-mismatch', path });
}
