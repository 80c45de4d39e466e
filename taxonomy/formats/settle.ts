/** From drafts to a taxonomy that keeps every rule, and a list of what had to be left out for that. */
import { checkRules } from '../rules.ts';
import type { Alias, Category, Layer, Node, Taxonomy } from '../tree.ts';
import type { Draft, DraftTaxonomy, Fault } from './draft.ts';
import { type Irregularity, type Place, type Skipped, Unreadable } from './irregularity.ts';
import { aliasMemberFaults, nodeMemberFaults } from './member-faults.ts';
import { remedyOf } from './remedies.ts';
import { skippedDrafts, walkDrafts } from './walk-drafts.ts';

export interface Settled {
  readonly taxonomy: Taxonomy;
  readonly irregularities: readonly Irregularity[];
  readonly skipped: readonly Skipped[];
  /** Where the source gives what a JSON pointer within `taxonomy` names. */
  readonly placeOf: (pointer: string) => Place;
}

/**
 * Leaves out each node and alias with a fault, then those that break a rule, until none does: without a node,
 * an alias of it has no target any more.
 *
 * @param duplicates JSON pointers of members that the source gives twice
 * @throws {Unreadable} when a rule is broken by no node in particular
 */
export function settle(source: DraftTaxonomy, duplicates: readonly string[]): Settled {
  const irregularities = source.unusable.map(({ place, rule, detail }) => irregularity(place, rule, detail));
  const rejected = new Set<Draft>();
  const reject: Reject = (draft, { rule, detail, member }) => {
    rejected.add(draft);
    irregularities.push(irregularity(draft.placeOf(member), rule, detail));
  };
  rejectFaulty(source, reject);
  rejectDuplicates(source, duplicates, reject);
  for (;;) {
    const { taxonomy, drafts } = build(source, rejected);
    const violations = checkRules(taxonomy);
    for (const { rule, pointer, detail } of violations) {
      const culprit = enclosing(drafts, pointer);
      if (!culprit) throw new Unreadable(rule, { pointer }, detail);
      reject(culprit.draft, { rule, detail, member: culprit.member });
    }
    if (violations.length > 0) continue;
    const placeOf = (pointer: string): Place => {
      const found = enclosing(drafts, pointer);
      return found ? found.draft.placeOf(found.member) : { pointer };
    };
    return { taxonomy, irregularities, skipped: skippedDrafts(source, rejected), placeOf };
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

function irregularity(place: Place, rule: string, detail: string): Irregularity {
  return { ...place, rule, detail, remedy: remedyOf(rule) };
}

function rejectDuplicates(
  source: DraftTaxonomy,
  duplicates: readonly string[],
  reject: (draft: Draft, fault: Fault) => void,
): void {
  if (duplicates.length === 0) return;
  const drafts = new Map<string, Draft>();
  for (const draft of [...walkDrafts(source.layers), ...source.aliases]) {
    const place = draft.placeOf();
    if ('pointer' in place) drafts.set(place.pointer, draft);
  }
  for (const pointer of duplicates) {
    const detail = `${pointer} is given more than once.`;
    const culprit = enclosing(drafts, pointer);
    if (!culprit) throw new Unreadable('duplicate-key', { pointer }, detail);
    reject(culprit.draft, { rule: 'duplicate-key', detail, member: culprit.member });
  }
}

/** The draft whose pointer is the longest beginning of the given one, and the member that follows. */
function enclosing(drafts: ReadonlyMap<string, Draft>, pointer: string) {
  let member: string | undefined;
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const draft = drafts.get(place);
    if (draft) return { draft, member };
    member = place.slice(place.lastIndexOf('/') + 1);
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
