/** The rules that a taxonomy must keep to be published. Each rule reports all its violations. */
import type { Violation } from './error.ts';
import { nodeRules, siblingRules } from './node-rules.ts';
import { aliasRules, replacementRules } from './reference-rules.ts';
import type { Taxonomy } from './tree.ts';

/**
 * Checks every rule that does not depend on earlier releases. The taxonomy must have the shape of its type
 * already: the contract finds missing and superfluous members.
 *
 * @returns all violations, `[]` when the taxonomy keeps every rule
 */
export function checkRules(taxonomy: Taxonomy): Violation[] {
  return [
    ...nodeRules(taxonomy),
    ...siblingRules(taxonomy),
    ...aliasRules(taxonomy),
    ...replacementRules(taxonomy),
  ];
}
