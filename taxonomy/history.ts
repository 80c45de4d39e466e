/**
 * Earlier releases as reverse deltas. Two releases in a row differ little, so the current tree and the changes
 * that lead back from it describe every earlier release.
 */
import { type Change, isAliasChange, pathOf } from './change.ts';
import { diff, diffFlat } from './diff.ts';
import { createFindNode, parentPath, targetsByAlias } from './flat.ts';
import type { Node, Release, Taxonomy } from './tree.ts';

/** The changes that lead from a release back to the one before it; the first release has none. */
export interface ReverseDelta {
  /** The version of the release that the changes start from. */
  readonly version: string;
  readonly changes: readonly Change[];
}

/** The reverse delta of a release; `before` is the release before it, `undefined` for the first. */
export function reverseDelta(release: Release, before: Taxonomy | undefined): ReverseDelta {
  return { version: release.version, changes: before ? diff(release, before) : [] };
}

/** The reverse deltas of whole releases. The releases are given oldest first; the deltas are returned newest first. */
export function historyOf(releases: readonly Release[]): ReverseDelta[] {
  return releases.map((release, index) => reverseDelta(release, releases[index - 1])).reverse();
}

/**
 * The changes since a release, as `diff` gives them; `undefined` when the history does not reach it. They are made in
 * steps, so that a server can do something else in between.
 */
export type ChangesSince = (version: string) => Generator<void, Change[] | undefined>;

/**
 * Finds the changes since any release of the history. The cost depends on the number of changes, not on the
 * size of the tree.
 *
 * @param current in canonical order
 * @param history newest first; the first one leads back from `current`
 */
export function createChangesSince(current: Taxonomy, history: readonly ReverseDelta[]): ChangesSince {
  const findNode = createFindNode(current);
  const targetsNow = targetsByAlias(current);
  return function* (version) {
    const steps = history.findIndex((reverse) => reverse.version === version);
    if (steps < 0) return undefined;
    const [nodes, targets] = stateBefore(history.slice(0, steps));
    yield;
    const nodesNow = new Map([...nodes.keys()].map((path) => [path, findNode(path)]));
    yield;
    const before = { nodes: inTreeOrder(nodes, findNode), targets: inCodeUnitOrder(targets) };
    yield;
    const now = {
      nodes: inTreeOrder(nodesNow, findNode),
      targets: inCodeUnitOrder(new Map([...targets.keys()].map((alias) => [alias, targetsNow.get(alias)]))),
    };
    yield;
    return diffFlat(before, now);
  };
}

/** The earlier value at each path that changed since; `undefined` where nothing existed. */
type Past<Value> = ReadonlyMap<string, Value | undefined>;

function stateBefore(history: readonly ReverseDelta[]): [nodes: Past<Node>, targets: Past<string>] {
  const nodes = new Map<string, Node | undefined>();
  const targets = new Map<string, string | undefined>();
  // The history is newest first, so an earlier value overwrites a later one.
  for (const change of history.flatMap(({ changes }) => changes)) {
    if (isAliasChange(change))
      targets.set(change.alias, change.type === 'removed' ? undefined : change.target);
    else nodes.set(pathOf(change), change.type === 'removed' ? undefined : change.node);
  }
  return [nodes, targets];
}

function inCodeUnitOrder(targets: Past<string>): Map<string, string> {
  return new Map([...present(targets)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** In the order of a canonical tree: the numbers of a node's ancestors count before its own. */
function inTreeOrder(
  nodes: Past<Node>,
  findUnchanged: (path: string) => Node | undefined,
): Map<string, Node> {
  const numberOf = (path: string): string => {
    const parent = parentPath(path);
    const { numericCode = '' } = (nodes.has(path) ? nodes.get(path) : findUnchanged(path)) ?? {};
    return `${parent === undefined ? '' : numberOf(parent)}.${numericCode.padStart(3, '0')}`;
  };
  const entries = present(nodes).map((entry) => ({ entry, number: numberOf(entry[0]) }));
  return new Map(entries.sort((a, b) => (a.number < b.number ? -1 : 1)).map(({ entry }) => entry));
}

function present<Value>(past: Past<Value>): [string, Value][] {
  return [...past].flatMap(([key, value]): [string, Value][] => (value === undefined ? [] : [[key, value]]));
}
