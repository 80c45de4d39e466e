import { pathOf } from './apply.ts';
import { isAliasChange } from './change.ts';
import type { Violation } from './error.ts';
import { nodesByPath, parentPath } from './flat.ts';
import type { ReverseDelta } from './history.ts';
import { type Node, type Release, type Taxonomy, walkNodes } from './tree.ts';

/**
 * Violations of `number-reused`: a number that some release gave to another code under the same parent.
 * Files out there still carry it with its first meaning. A code may get a new number, an unused one.
 *
 * @param current the release that `next` would follow, `undefined` when there is none
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
    const owner = owners.get(numberPlace(path, node));
    if (!owner || owner.code === node.code) continue;
    const detail = `${path} takes the number ${node.numericCode}, which release ${owner.version} gave to ${owner.code}; choose an unused one.`;
    violations.push({ rule: 'number-reused', pointer: `${pointer}/numericCode`, detail });
  }
  return violations;
}

/** Who has a number, and the newest release that says so. */
interface Owner {
  readonly code: string;
  readonly version: string;
}

function numbersGiven(current: Release, history: readonly ReverseDelta[]): ReadonlyMap<string, Owner> {
  const owners = new Map<string, Owner>();
  const add = (path: string, node: Node, version: string) => {
    const place = numberPlace(path, node);
    if (!owners.has(place)) owners.set(place, { code: node.code, version });
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

function numberPlace(path: string, { numericCode }: Node): string {
  return `${parentPath(path) ?? ''} ${numericCode}`;
}
