import type { AliasChange, Change, ChangeKind, NodeChange } from './change.ts';
import { nodesByPath, targetsByAlias } from './flat.ts';
import type { Node, Taxonomy } from './tree.ts';

export { applyChanges } from './apply.ts';
export type { AliasChange, Change, ChangeKind, NodeChange } from './change.ts';

/**
 * The net changes that lead from one taxonomy to another, at most one for each node and alias. They come
 * in the order in which they can be applied: aliases removed, nodes removed (leaves before parents), nodes
 * added and modified (parents before children), aliases added and modified.
 */
export function diff(from: Taxonomy, to: Taxonomy): Change[] {
  const before = nodesByPath(from);
  const after = nodesByPath(to);
  const removed = [...before].filter(([path]) => !after.has(path));
  const added = [...after].filter(([path]) => !before.has(path));
  const moved = movedPaths(removed, added);
  const change = (path: string) => ({
    ...segments(path),
    ...(moved.has(path) && { kind: 'moved' as const }),
  });
  const [aliasesRemoved, aliasesSet] = aliasChanges(from, to);
  return [
    ...aliasesRemoved,
    ...removed.reverse().map(([path]): NodeChange => ({ type: 'removed', ...change(path) })),
    ...[...after].flatMap(([path, node]): NodeChange[] => {
      const old = before.get(path);
      if (!old) return [{ type: 'added', ...change(path), node }];
      return sameMembers(old, node)
        ? []
        : [{ type: 'modified', ...segments(path), node, ...kindOf(old, node) }];
    }),
    ...aliasesSet,
  ];
}

function aliasChanges(from: Taxonomy, to: Taxonomy): [removed: AliasChange[], set: AliasChange[]] {
  const before = targetsByAlias(from);
  const after = targetsByAlias(to);
  const removed = [...before.keys()].filter((alias) => !after.has(alias));
  const set = [...after].filter(([alias, target]) => before.get(alias) !== target);
  return [
    removed.map((alias) => ({ type: 'removed', alias })),
    set.map(([alias, target]) => ({ type: before.has(alias) ? 'modified' : 'added', alias, target })),
  ];
}

function segments(path: string): Pick<NodeChange, 'layer' | 'category' | 'subcategory'> {
  const [layer = '', category, subcategory] = path.split('.');
  return {
    layer,
    ...(category !== undefined && { category }),
    ...(subcategory !== undefined && { subcategory }),
  };
}

function sameMembers(a: Node, b: Node): boolean {
  const keys = Object.keys(a) as (keyof Node)[];
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** The weightiest meaning wins, because the next version number depends on it. */
function kindOf(before: Node, after: Node): { kind?: ChangeKind } {
  if (before.numericCode !== after.numericCode) return { kind: 'renumbered' };
  const sameDeprecation = before.deprecated === after.deprecated && before.replacedBy === after.replacedBy;
  if (after.deprecated && !sameDeprecation) return { kind: 'deprecated' };
  if (before.deprecated && !after.deprecated) return { kind: 'restored' };
  return before.name === after.name ? {} : { kind: 'renamed' };
}

/** A removed and an added node are one that moved when no other pair shares their level, code and name. */
function movedPaths(removed: [string, Node][], added: [string, Node][]): ReadonlySet<string> {
  const addedPaths = pathsByIdentity(added);
  const moved = new Set<string>();
  for (const [identity, [from, ...others]] of pathsByIdentity(removed)) {
    const [to, ...otherTargets] = addedPaths.get(identity) ?? [];
    const isUnique = others.length === 0 && otherTargets.length === 0;
    if (from !== undefined && to !== undefined && isUnique) moved.add(from).add(to);
  }
  return moved;
}

function pathsByIdentity(nodes: [string, Node][]): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const [path, { code, name }] of nodes) {
    const identity = JSON.stringify([path.split('.').length, code, name]);
    paths.set(identity, [...(paths.get(identity) ?? []), path]);
  }
  return paths;
}
