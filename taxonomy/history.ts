/**
 * The way back. A release differs little from the one before it, so the current tree and the changes that
 * lead back from it stand for every release there ever was.
 */
import { pathOf } from './apply.ts';
import { type Change, isAliasChange } from './change.ts';
import { diff, diffFlat } from './diff.ts';
import { createFindNode, parentPath, targetsByAlias } from './flat.ts';
import type { Node, Release, Taxonomy } from './tree.ts';

/** The changes that lead from a release back to the one before it; none from the first release. */
export interface ReverseDelta {
  /** Of the release that they lead away from. */
  readonly version: string;
  readonly changes: readonly Change[];
}

/** The way back from a release, `before` being the release before it. */
export function reverseDelta(release: Release, before: Taxonomy | undefined): ReverseDelta {
  return { version: release.version, changes: before ? diff(release, before) : [] };
}

/** The history of whole releases: they are given oldest first, their reverse deltas are newest first. */
export function historyOf(releases: readonly Release[]): ReverseDelta[] {
  return releases.map((release, index) => reverseDelta(release, releases[index - 1])).reverse();
}

/** The changes since a release, as `diff` tells them; `undefined` when the history does not reach it. */
export type ChangesSince = (version: string) => Change[] | undefined;

/**
 * Finds the changes since any release of the history, at a cost that depends on what has changed and not
 * on the size of the tree.
 *
 * @param current in canonical order
 * @param history newest first; the first one leads back from `current`
 */
export function createChangesSince(current: Taxonomy, history: readonly ReverseDelta[]): ChangesSince {
  const findNode = createFindNode(current);
  const targetsNow = targetsByAlias(current);
  return (version) => {
    const steps = history.findIndex((reverse) => reverse.version === version);
    if (steps < 0) return undefined;
    const [nodes, targets] = stateBefore(history.slice(0, steps));
    const nodesNow = new Map([...nodes.keys()].map((path) => [path, findNode(path)]));
    return diffFlat(
      { nodes: inTreeOrder(nodes, findNode), targets: inCodeUnitOrder(targets) },
      {
        nodes: inTreeOrder(nodesNow, findNode),
        targets: inCodeUnitOrder(new Map([...targets.keys()].map((alias) => [alias, targetsNow.get(alias)]))),
      },
    );
  };
}

/** What was where something changed since: `undefined` is nothing. */
type Past<Value> = ReadonlyMap<string, Value | undefined>;

function stateBefore(history: readonly ReverseDelta[]): [nodes: Past<Node>, targets: Past<string>] {
  const nodes = new Map<string, Node | undefined>();
  const targets = new Map<string, string | undefined>();
  // Newest first, so that what was there earlier takes the place of what came later.
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

/** In the order of a canonical tree, where the numbers of each node's ancestors count before its own. */
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
