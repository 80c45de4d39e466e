/** Rules for references between nodes: aliases and `replacedBy` lead to an existing node in one hop. */
import type { Violation } from './error.ts';
import { nodesByPath, targetsByAlias } from './flat.ts';
import { type Alias, type Taxonomy, walkNodes } from './tree.ts';

const ALIAS = /^[A-Z](?:\.(?:[A-Z][A-Z0-9]{1,9}|[A-Z0-9]{3})){1,2}$/;

/** Enough to show where references lead. Following a long chain to its end from each link is quadratic. */
const MAX_HOPS = 20;

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
    const broken = [
      ...aliasItself(entry, isRepeated),
      ...(nodes.has(entry.alias) ? [breaks('alias-hides-node', 'alias', `${entry.alias} is a node.`)] : []),
      ...(nodes.has(entry.target) ? [] : [aliasTarget(entry, targets)]),
    ];
    return broken.map(({ member, ...violation }) => ({
      ...violation,
      pointer: `/aliases/${index}/${member}`,
    }));
  });
}

/** A violation by a member of an alias. */
interface AliasViolation extends Omit<Violation, 'pointer'> {
  readonly member: keyof Alias;
}

function breaks(rule: string, member: keyof Alias, detail: string): AliasViolation {
  return { rule, member, detail };
}

function aliasItself({ alias, target }: Alias, isRepeated: boolean): AliasViolation[] {
  const broken: AliasViolation[] = [];
  if (isRepeated) broken.push(breaks('alias-unique', 'alias', `${alias} is given twice.`));
  if (!ALIAS.test(alias)) {
    const detail = `The alias ${JSON.stringify(alias)} must be LAYER.CATEGORY or LAYER.CATEGORY.SUBCATEGORY, with codes of three characters, or of two to ten that begin with a letter.`;
    broken.push(breaks('alias-grammar', 'alias', detail));
  }
  if (alias.split('.').length !== target.split('.').length) {
    broken.push(breaks('alias-depth', 'target', `${target} is not as deep as the alias ${alias}.`));
  }
  // On layer C an address may have components and cannot be one: an alias must not change that.
  if (alias.startsWith('C.') !== target.startsWith('C.')) {
    const detail = `${alias} and ${target} must both be on layer C, or neither.`;
    broken.push(breaks('alias-composite', 'target', detail));
  }
  return broken;
}

function aliasTarget({ alias, target }: Alias, targets: ReadonlyMap<string, string>): AliasViolation {
  if (!targets.has(target)) return breaks('alias-target', 'target', `The target ${target} does not exist.`);
  const { hops, isEndless } = followReferences(alias, targets);
  return isEndless
    ? breaks('alias-cycle', 'target', `${hops.join(' > ')} never reaches a node.`)
    : breaks('alias-chain', 'target', tooManyHops(hops));
}

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
    const broken = nodes.has(replacedBy)
      ? replacementHops(path, replacements)
      : { rule: 'replaced-by-target', detail: `${path} is replaced by ${replacedBy}, which does not exist.` };
    if (broken) violations.push({ ...broken, pointer: `${pointer}/replacedBy` });
  }
  return violations;
}

function replacementHops(
  path: string,
  replacements: ReadonlyMap<string, string>,
): Omit<Violation, 'pointer'> | undefined {
  const { hops, isEndless } = followReferences(path, replacements);
  if (isEndless) {
    const detail = `${hops.join(' > ')} never reaches a node without a replacement.`;
    return { rule: 'replaced-by-cycle', detail };
  }
  return hops.length === 2 ? undefined : { rule: 'replaced-by-chain', detail: tooManyHops(hops) };
}

function tooManyHops(hops: readonly string[]): string {
  return `${hops.join(' > ')} takes more than one hop; name the last node.`;
}

/** The paths from `start` on. If they form a cycle, the last one is the first that comes twice. */
function followReferences(
  start: string,
  next: ReadonlyMap<string, string>,
): { readonly hops: readonly string[]; readonly isEndless: boolean } {
  const hops = new Set([start]);
  for (let path = next.get(start); path !== undefined && hops.size < MAX_HOPS; path = next.get(path)) {
    if (hops.has(path)) return { hops: [...hops, path], isEndless: true };
    hops.add(path);
  }
  return { hops: [...hops], isEndless: false };
}
