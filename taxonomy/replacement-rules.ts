/** Rules for `replacedBy`: it leads in one hop to a node that has no replacement itself. */
import type { Violation } from './error.ts';
import { nodesByPath } from './flat.ts';
import { followReferences } from './hops.ts';
import { type Taxonomy, walkNodes } from './tree.ts';

/** Violations of `replaced-by-target`, `replaced-by-chain` and `replaced-by-cycle`. */
export function replacementRules(taxonomy: Taxonomy): Violation[] {
  const nodes = nodesByPath(taxonomy);
  const replacements = new Map<string, string>();
  for (const [path, { replacedBy }] of nodes)
    if (replacedBy !== undefined) replacements.set(path, replacedBy);
  const violations: Violation[] = [];
  for (const { path, node, pointer } of walkNodes(taxonomy)) {
    const { replacedBy } = node;
    if (replacedBy === undefined) continue;
    const fault = nodes.has(replacedBy)
      ? hopsFault(path, replacements)
      : { rule: 'replaced-by-target', detail: `${path} is replaced by ${replacedBy}, which does not exist.` };
    if (fault) violations.push({ ...fault, pointer: `${pointer}/replacedBy` });
  }
  return violations;
}

function hopsFault(
  path: string,
  replacements: ReadonlyMap<string, string>,
): Omit<Violation, 'pointer'> | undefined {
  const { hops, isEndless } = followReferences(path, replacements);
  if (isEndless) {
    const detail = `${hops.join(' > ')} never reaches a node without a replacement.`;
    return { rule: 'replaced-by-cycle', detail };
  }
  if (hops.length === 2) return undefined;
  const detail = `${hops.join(' > ')} takes more than one hop; name the last node.`;
  return { rule: 'replaced-by-chain', detail };
}
