import { isAliasChange, pathOf } from './change.ts';
import type { Violation } from './error.ts';
import { nodesByPath, parentPath } from './flat.ts';
import type { ReverseDelta } from './history.ts';
import { type Node, type Release, type Taxonomy, walkNodes } from './tree.ts';

/**
 * Violations of `number-reused`: an earlier release gave the number to another code under the same parent.
 * Existing files still use the number with its first meaning. A code may get a new number that is unused.
 *
 * @param current the release that `next` would follow, `undefined` when nothing is published
 * @param history newest first; the first one leads back from `current`
 */
export function checkHistory(
  next: Taxonomy,
  current: Release | undefined,
  history: readonly ReverseDelta[],
): Violation[] {
  const owners = current ? numbersGiven(current, history) : new Map<string, Owner>();
  const violations: Violation[] = [];
  for (const { path, node, pointer } of walkNodes(next)) {
    const owner = owners.get(numberKey(path, node));
    if (!owner || owner.code === node.code) continue;
    const detail = `${path} takes the number ${node.numericCode}, which release ${owner.version} gave to ${owner.code}; choose an unused one.`;
    violations.push({ rule: 'number-reused', pointer: `${pointer}/numericCode`, detail });
  }
  return violations;
}

/** The code that has a number, and the newest release in which it does. */
interface Owner {
  readonly code: string;
  readonly version: string;
}

function numbersGiven(current: Release, history: readonly ReverseDelta[]): ReadonlyMap<string, Owner> {
  const owners = new Map<string, Owner>();
  const add = (path: string, node: Node, version: string) => {
    const key = numberKey(path, node);
    if (!owners.has(key)) owners.set(key, { code: node.code, version });
  };
  for (const [path, node] of nodesByPath(current)) add(path, node, current.version);
  for (const [index, { changes }] of history.entries()) {
    const before = history[index + 1];
    for (const change of before ? changes : []) {
      if (isAliasChange(change) || change.type === 'removed') continue;
      add(pathOf(change), change.node, before?.version ?? '');
    }
  }
  return owners;
}

/** A number is unique below its parent only. */
function numberKey(path: string, { numericCode }: Node): string {
  return `${parentPath(path) ?? ''} ${numericCode}`;
}
