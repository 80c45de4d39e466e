/** What a taxonomy must keep to before it is published. Every rule reports all its violations at once. */
import { aliasRules } from './alias-rules.ts';
import type { Violation } from './error.ts';
import { nodeRules } from './node-rules.ts';
import { replacementRules } from './replacement-rules.ts';
import { siblingRules } from './sibling-rules.ts';
import type { Taxonomy } from './tree.ts';

export type { Violation } from './error.ts';
export { checkHistory } from './history-rules.ts';

/**
 * Every rule that one taxonomy can break by itself; `[]` means that it may be published. The taxonomy has
 * the shape of its type already: missing or superfluous members are for the contract to find.
 */
export function checkRules(taxonomy: Taxonomy): Violation[] {
  return [
    ...nodeRules(taxonomy),
    ...siblingRules(taxonomy),
    ...aliasRules(taxonomy),
    ...replacementRules(taxonomy),
  ];
}
