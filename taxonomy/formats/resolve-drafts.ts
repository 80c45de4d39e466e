/** From drafts to a taxonomy that keeps every rule, and a list of what had to be left out for that. */
import { checkRules } from '../rules.ts';
import type { Alias, Category, Layer, Node, Taxonomy } from '../tree.ts';
import type { Draft, DraftTaxonomy, Fault } from './draft.ts';
import { type Issue, type Skipped, type SourceLocation, UnreadableSourceError } from './issue.ts';
import { aliasMemberFaults, nodeMemberFaults } from './member-faults.ts';
import { remedyOf } from './remedies.ts';
import { skippedDrafts, walkDrafts } from './walk-drafts.ts';

export interface ResolvedDrafts {
  readonly taxonomy: Taxonomy;
  readonly issues: readonly Issue[];
  readonly skipped: readonly Skipped[];
  /** Where the source gives what a JSON pointer within `taxonomy` names. */
  readonly locationOf: (pointer: string) => SourceLocation;
}

/**
 * Leaves out each node and alias with a fault, then those that break a rule, until none does: without a node,
 * an alias of it has no target any more.
 *
 * @param duplicates JSON pointers of members that the source gives twice
 * @throws {UnreadableSourceError} when a rule is broken by no node in particular
 */
export function resolveDrafts(source: DraftTaxonomy, duplicates: readonly string[]): ResolvedDrafts {
  const issues = source.unusable.map(({ location, rule, detail }) => issue(location, rule, detail));
  const rejected = new Set<Draft>();
  const reject: Reject = (draft, { rule, detail, member }) => {
    rejected.add(draft);
    issues.push(issue(draft.locationOf(member), rule, detail));
  };
  rejectFaulty(source, reject);
  rejectDuplicates(source, duplicates, reject);
  for (;;) {
    const { taxonomy, drafts } = build(source, rejected);
    const violations = checkRules(taxonomy);
    for (const { rule, pointer, detail } of violations) {
      const culprit = enclosing(drafts, pointer);
      if (!culprit) throw new UnreadableSourceError(rule, { pointer }, detail);
      reject(culprit.draft, { rule, detail, member: culprit.member });
    }
    if (violations.length > 0) continue;
    const locationOf = (pointer: string): SourceLocation => {
      const found = enclosing(drafts, pointer);
      return found ? found.draft.locationOf(found.member) : { pointer };
    };
    return { taxonomy, issues, skipped: skippedDrafts(source, rejected), locationOf };
  }
}

type Reject = (draft: Draft, fault: Fault) => void;

function rejectFaulty({ layers, aliases }: DraftTaxonomy, reject: Reject): void {
  for (const draft of walkDrafts(layers)) {
    for (const fault of [...draft.faults, ...nodeMemberFaults(draft)]) reject(draft, fault);
  }
  for (const draft of aliases) {
    for (const fault of [...draft.faults, ...aliasMemberFaults(draft)]) reject(draft, fault);
  }
}

function issue(location: SourceLocation, rule: string, detail: string): Issue {
  return { ...location, rule, detail, remedy: remedyOf(rule) };
}

function rejectDuplicates(
  source: DraftTaxonomy,
  duplicates: readonly string[],
  reject: (draft: Draft, fault: Fault) => void,
): void {
  if (duplicates.length === 0) return;
  const drafts = new Map<string, Draft>();
  for (const draft of [...walkDrafts(source.layers), ...source.aliases]) {
    const location = draft.locationOf();
    if ('pointer' in location) drafts.set(location.pointer, draft);
  }
  for (const pointer of duplicates) {
    const detail = `${pointer} is given more than once.`;
    const culprit = enclosing(drafts, pointer);
    if (!culprit) throw new UnreadableSourceError('duplicate-key', { pointer }, detail);
    reject(culprit.draft, { rule: 'duplicate-key', detail, member: culprit.member });
  }
}

/** The draft whose pointer is the longest beginning of the given one, and the member that follows. */
function enclosing(drafts: ReadonlyMap<string, Draft>, pointer: string) {
  let member: string | undefined;
  for (let location = pointer; location !== ''; location = location.slice(0, location.lastIndexOf('/'))) {
    const draft = drafts.get(location);
    if (draft) return { draft, member };
    member = location.slice(location.lastIndexOf('/') + 1);
  }
  return undefined;
}

/** The taxonomy without the rejected drafts, and the draft of each node and alias by its pointer there. */
function build(source: DraftTaxonomy, rejected: ReadonlySet<Draft>) {
  const drafts = new Map<string, Draft>();
  const each = <T>(list: readonly Draft[], parent: string, make: (draft: Draft, pointer: string) => T): T[] =>
    list
      .filter((draft) => !rejected.has(draft))
      .map((draft, index) => {
        const pointer = `${parent}/${index}`;
        drafts.set(pointer, draft);
        return make(draft, pointer);
      });
  // Not rejected, so its members are those of the type.
  const node = ({ members }: Draft) => members as unknown as Node;
  const category = (draft: Draft, pointer: string): Category => ({
    ...node(draft),
    subcategories: each(draft.children, `${pointer}/subcategories`, node),
  });
  const layer = (draft: Draft, pointer: string): Layer => ({
    ...node(draft),
    categories: each(draft.children, `${pointer}/categories`, category),
  });
  const layers = each(source.layers, '/layers', layer);
  const aliases = each(source.aliases, '/aliases', ({ members }) => members as unknown as Alias);
  return { taxonomy: { layers, aliases }, drafts };
}
