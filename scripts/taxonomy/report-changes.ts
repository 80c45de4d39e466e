import { type Change, isAliasChange, type NodeChange } from '../../taxonomy/change.ts';
import { nodesByPath, targetsByAlias } from '../../taxonomy/flat.ts';
import type { Node, Taxonomy } from '../../taxonomy/tree.ts';
import { renderTable } from './table.ts';

/** A row for each change: what happens, to which path, and from what to what. */
export function renderChanges(before: Taxonomy, changes: readonly Change[]): string {
  const nodes = nodesByPath(before);
  const targets = targetsByAlias(before);
  const rows = changes.map((change) => {
    if (isAliasChange(change)) {
      const ends = [targets.get(change.alias), change.type !== 'removed' && change.target];
      return [change.type, change.alias, `alias of ${ends.filter(Boolean).join(' → ')}`];
    }
    const path = [change.layer, change.category, change.subcategory].filter(Boolean).join('.');
    const what = change.kind === 'moved' ? `${change.type}, moved` : (change.kind ?? change.type);
    return [what, path, describe(change, nodes.get(path))];
  });
  return renderTable(['change', 'path', 'what'], rows, [14, 24, 36]);
}

/** How many changes of each type. */
export function countChanges(changes: readonly Change[]): string {
  const types = ['added', 'modified', 'removed'] as const;
  return types.map((type) => `${changes.filter((change) => change.type === type).length} ${type}`).join(', ');
}

function describe(change: NodeChange, old: Node | undefined): string {
  if (change.type === 'removed') return old ? `${old.numericCode} ${old.name}` : '';
  const { node } = change;
  if (!old) return `${node.numericCode} ${node.name}`;
  const differences = [
    node.numericCode !== old.numericCode && `${old.numericCode} → ${node.numericCode}`,
    node.name !== old.name && `${old.name} → ${node.name}`,
    node.replacedBy !== old.replacedBy && `replaced by ${node.replacedBy ?? 'nothing'}`,
    node.description !== old.description && 'another description',
  ];
  return differences.filter(Boolean).join(', ');
}
