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
  return [...walkNodes(taxonomy)].flatMap(({ path, node: { replacedBy }, pointer: place }) => {
    if (replacedBy === undefined) return [];
    const pointer = `${place}/replacedBy`;
    if (!nodes.has(replacedBy)) {
      const detail = `${path} is replaced by ${replacedBy}, which does not exist.`;
      return [{ rule: 'replaced-by-target', pointer, detail }];
    }
    const { hops, isEndless } = followReferences(path, replacements);
    if (isEndless) {
      const detail = `${hops.join(' > ')} never reaches a node without a replacement.`;
      return [{ rule: 'replaced-by-cycle', pointer, detail }];
    }
    if (hops.length === 2) return [];
    const detail = `${hops.join(' > ')} takes more than one hop; name the last node.`;
    return [{ rule: 'replaced-by-chain', pointer, detail }];
  });
}
