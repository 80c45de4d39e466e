import type { AliasChange, Change, ChangeKind, NodeChange } from './change.ts';
import { type FlatTaxonomy, flatten } from './flat.ts';
import type { Node, Taxonomy } from './tree.ts';

/**
 * The net changes that lead from one taxonomy to another, at most one for each node and alias. Their order is
 * one in which they can be applied: aliases removed, nodes removed (leaves before parents), nodes added and
 * modified (parents before children), aliases added and modified.
 */
export function diff(from: Taxonomy, to: Taxonomy): Change[] {
  return diffFlat(flatten(from), flatten(to));
}

/** Like `diff`, for flat forms. Entries that are equal in both may be left out. The changes keep the order of the entries. */
export function diffFlat(from: FlatTaxonomy, to: FlatTaxonomy): Change[] {
  const removed = [...entriesMissing(from.nodes, to.nodes)];
  const moved = movedPaths(removed, [...entriesMissing(to.nodes, from.nodes)]);
  const change = (path: string) => ({
    ...segments(path),
    ...(moved.has(path) && { kind: 'moved' as const }),
  });
  const set: NodeChange[] = [];
  for (const [path, node] of to.nodes) {
    const old = from.nodes.get(path);
    if (!old) set.push({ type: 'added', ...change(path), node });
    else if (!sameMembers(old, node)) {
      set.push({ type: 'modified', ...segments(path), node, ...kindOf(old, node) });
    }
  }
  const [aliasesRemoved, aliasesSet] = aliasChanges(from.targets, to.targets);
  return [
    ...aliasesRemoved,
    ...removed.reverse().map(([path]): NodeChange => ({ type: 'removed', ...change(path) })),
    ...set,
    ...aliasesSet,
  ];
}

function* entriesMissing(
  nodes: FlatTaxonomy['nodes'],
  others: FlatTaxonomy['nodes'],
): Generator<[path: string, node: Node]> {
  for (const entry of nodes) if (!others.has(entry[0])) yield entry;
}

function aliasChanges(
  before: FlatTaxonomy['targets'],
  after: FlatTaxonomy['targets'],
): [removed: AliasChange[], set: AliasChange[]] {
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

/** If several kinds apply, returns the one that raises the version most. */
function kindOf(before: Node, after: Node): { kind?: ChangeKind } {
  if (before.numericCode !== after.numericCode) return { kind: 'renumbered' };
  const sameDeprecation = before.deprecated === after.deprecated && before.replacedBy === after.replacedBy;
  if (after.deprecated && !sameDeprecation) return { kind: 'deprecated' };
  if (before.deprecated && !after.deprecated) return { kind: 'restored' };
  return before.name === after.name ? {} : { kind: 'renamed' };
}

/** A removed and an added node count as moved if they alone share their level, code and name. */
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
