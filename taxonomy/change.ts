import { TaxonomyError } from './error.ts';
import { nodesByPath, parentPath, targetsByAlias, treeFrom } from './flat.ts';
import type { Node, Taxonomy } from './tree.ts';

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
 * Applies changes to a copy and returns it in canonical order. Compare its checksum with the announced one:
 * changes may fit although they belong to another release.
 *
 * @throws {TaxonomyError} `delta-mismatch` when a change does not fit, for instance removes what does not exist
 */
export function applyChanges(taxonomy: Taxonomy, changes: readonly Change[]): Taxonomy {
  const nodes = nodesByPath(taxonomy);
  const targets = targetsByAlias(taxonomy);
  for (const change of changes) {
    if (isAliasChange(change)) applyToAliases(targets, change);
    else applyToNodes(nodes, change);
  }
  for (const path of nodes.keys()) {
    const parent = parentPath(path);
    if (parent !== undefined && !nodes.has(parent)) throw mismatch(path, 'would have no parent');
  }
  return treeFrom(nodes, targets);
}

function applyToNodes(nodes: Map<string, Node>, change: NodeChange): void {
  const path = pathOf(change);
  requirePresence(nodes.has(path), change.type, path);
  if (change.type === 'removed') {
    nodes.delete(path);
    return;
  }
  if (change.node.code !== path.slice(path.lastIndexOf('.') + 1)) {
    throw mismatch(path, `would have the code ${change.node.code}`);
  }
  nodes.set(path, change.node);
}

function applyToAliases(targets: Map<string, string>, change: AliasChange): void {
  requirePresence(targets.has(change.alias), change.type, change.alias);
  if (change.type === 'removed') targets.delete(change.alias);
  else targets.set(change.alias, change.target);
}

function requirePresence(isPresent: boolean, type: Change['type'], path: string): void {
  if (type === 'added' && isPresent) throw mismatch(path, 'is to be added and exists already');
  if (type !== 'added' && !isPresent) throw mismatch(path, `is to be ${type} and does not exist`);
}

function mismatch(path: string, why: string): TaxonomyError {
  const message = `The changes do not fit this taxonomy: ${path} ${why}. Load the full release instead.`;
  return new TaxonomyError(message, { code: 'delta-mismatch', path });
}
