/** How much a release removes. A publisher has to confirm the loss of more than a tenth of all nodes. */
import { type Change, isAliasChange } from './change.ts';
import { countNodes, type Taxonomy } from './tree.ts';

/** Removals that have to be confirmed. */
export interface Removals {
  /** How many nodes are removed: the number to confirm. */
  readonly removed: number;
  /** How many nodes there are before. */
  readonly nodes: number;
}

/** How many nodes these changes remove. A moved node is counted, because its address ends. Aliases are not nodes. */
export function countRemovals(changes: readonly Change[]): number {
  return changes.filter((change) => change.type === 'removed' && !isAliasChange(change)).length;
}

/**
 * The removals that have to be confirmed; `undefined` when they are a tenth of all nodes or fewer.
 *
 * @param current the taxonomy that the changes start from, `undefined` when nothing is published
 */
export function removalsToConfirm(
  current: Taxonomy | undefined,
  changes: readonly Change[],
): Removals | undefined {
  if (!current) return undefined;
  const { layerCount, totalItems } = countNodes(current);
  const nodes = layerCount + totalItems;
  const removed = countRemovals(changes);
  return removed * 10 > nodes ? { removed, nodes } : undefined;
}
