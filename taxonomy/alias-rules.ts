/** Rules for aliases: each leads in one hop to a node, and never stands in front of one. */
import type { Violation } from './error.ts';
import { nodesByPath, targetsByAlias } from './flat.ts';
import { followReferences } from './hops.ts';
import type { Alias, Taxonomy } from './tree.ts';

const ALIAS = /^[A-Z](?:\.(?:[A-Z][A-Z0-9]{1,9}|[A-Z0-9]{3})){1,2}$/;

/**
 * Violations of `alias-grammar`, `alias-depth`, `alias-unique`, `alias-composite`, `alias-hides-node`,
 * `alias-target`, `alias-chain` and `alias-cycle`.
 */
export function aliasRules(taxonomy: Taxonomy): Violation[] {
  const nodes = nodesByPath(taxonomy);
  const targets = targetsByAlias(taxonomy);
  const seen = new Set<string>();
  return taxonomy.aliases.flatMap((entry, index) => {
    const isRepeated = seen.has(entry.alias);
    seen.add(entry.alias);
    const faults = [
      ...ownFaults(entry, isRepeated),
      ...(nodes.has(entry.alias) ? [fault('alias-hides-node', 'alias', `${entry.alias} is a node.`)] : []),
      ...(nodes.has(entry.target) ? [] : [targetFault(entry, targets)]),
    ];
    return faults.map(({ rule, member, detail }) => ({
      rule,
      pointer: `/aliases/${index}/${member}`,
      detail,
    }));
  });
}

interface Fault {
  readonly rule: string;
  readonly member: keyof Alias;
  readonly detail: string;
}

function fault(rule: string, member: keyof Alias, detail: string): Fault {
  return { rule, member, detail };
}

function ownFaults({ alias, target }: Alias, isRepeated: boolean): Fault[] {
  const faults: Fault[] = [];
  if (isRepeated) faults.push(fault('alias-unique', 'alias', `${alias} is given twice.`));
  if (!ALIAS.test(alias)) {
    const detail = `The alias ${JSON.stringify(alias)} must be LAYER.CATEGORY or LAYER.CATEGORY.SUBCATEGORY, with codes of three characters, or of two to ten that begin with a letter.`;
    faults.push(fault('alias-grammar', 'alias', detail));
  }
  if (alias.split('.').length !== target.split('.').length) {
    faults.push(fault('alias-depth', 'target', `${target} is not as deep as the alias ${alias}.`));
  }
  // An address on layer C may carry components and may not be one: an alias must not change which it is.
  if (alias.startsWith('C.') !== target.startsWith('C.')) {
    faults.push(
      fault('alias-composite', 'target', `${alias} and ${target} must both be on layer C, or neither.`),
    );
  }
  return faults;
}

function targetFault({ alias, target }: Alias, targets: ReadonlyMap<string, string>): Fault {
  if (!targets.has(target)) return fault('alias-target', 'target', `The target ${target} does not exist.`);
  const { hops, isEndless } = followReferences(alias, targets);
  return isEndless
    ? fault('alias-cycle', 'target', `${hops.join(' > ')} never reaches a node.`)
    : fault('alias-chain', 'target', `${hops.join(' > ')} takes more than one hop; name the last node.`);
}
