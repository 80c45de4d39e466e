import { type AliasChange, type Change, isAliasChange, type NodeChange } from './change.ts';
import { TaxonomyError } from './error.ts';
import { nodesByPath, parentPath, targetsByAlias, treeFrom } from './flat.ts';
import type { Node, Taxonomy } from './tree.ts';

/**
 * Applies changes to a copy and returns it in canonical order. Compare its checksum with the one announced:
 * changes that fit may still be the changes of another release.
 *
 * @throws {TaxonomyError} `delta-mismatch` when a change does not fit, for instance removes what is not there
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
    throw mismatch(path, `would carry the code ${change.node.code}`);
  }
  nodes.set(path, change.node);
}

function applyToAliases(targets: Map<string, string>, change: AliasChange): void {
  requirePresence(targets.has(change.alias), change.type, change.alias);
  if (change.type === 'removed') targets.delete(change.alias);
  else targets.set(change.alias, change.target);
}

/** The HFN path of the node that changes. */
export function pathOf({ layer, category, subcategory }: NodeChange): string {
  if (category === undefined && subcategory !== undefined) {
    throw mismatch(`${layer}..${subcategory}`, 'would be a subcategory without a category');
  }
  return [layer, category, subcategory].filter((segment) => segment !== undefined).join('.');
}

function requirePresence(isPresent: boolean, type: Change['type'], path: string): void {
  if (type === 'added' && isPresent) throw mismatch(path, 'is to be added and exists already');
  if (type !== 'added' && !isPresent) throw mismatch(path, `is to be ${type} and does not exist`);
}

function mismatch(path: string, why: string): TaxonomyError {
  const message = `The changes do not fit this taxonomy: ${path} ${why}. Load the full release instead.`;
  return new TaxonomyError(message, { code: 'delta-mismatch', path });
}
