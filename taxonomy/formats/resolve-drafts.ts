/** Makes of drafts a taxonomy that keeps every rule, and lists what had to be left out. */
import type { Violation } from '../error.ts';
import { checkRules } from '../rules.ts';
import type { Alias, Category, Layer, Node, Taxonomy } from '../tree.ts';
import { checkAliasMembers, checkNodeMembers } from './check-members.ts';
import {
  type Draft,
  type DraftIssue,
  type DraftTaxonomy,
  type Issue,
  type Skipped,
  type SourceLocation,
  UnreadableSourceError,
} from './model.ts';
import { remedyOf } from './remedies.ts';

export interface ResolvedDrafts {
  /** `undefined` when no layer is left. */
  readonly taxonomy: Taxonomy | undefined;
  readonly issues: readonly Issue[];
  readonly skipped: readonly Skipped[];
  /** The location in the source of a JSON pointer within `taxonomy`. */
  readonly locationOf: (pointer: string) => SourceLocation;
}

/**
 * Leaves out each node and alias with an issue. Then leaves out those that break a rule, again and again until
 * none does: when a node is left out, its aliases have lost their target. A node that has lost all its children
 * is left out too, without an issue of its own.
 *
 * @param duplicates JSON pointers of members that the source gives twice
 * @throws {UnreadableSourceError} when the taxonomy as a whole breaks a rule, unless it is only empty
 */
export function resolveDrafts(source: DraftTaxonomy, duplicates: readonly string[]): ResolvedDrafts {
  const issues = source.unusable.map(({ location, rule, detail }) => toIssue(location, rule, detail));
  const rejected = new Set<Draft>();
  const reject: Reject = (draft, { rule, detail, member }) => {
    rejected.add(draft);
    issues.push(toIssue(draft.locationOf(member), rule, detail));
  };
  rejectByIssues(source, reject);
  rejectDuplicates(source, duplicates, reject);
  const gaveLayers = source.layers.length > 0 || source.unusable.some(({ nodes }) => nodes > 0);
  for (;;) {
    const { taxonomy, drafts } = build(source, rejected);
    const rejectedBefore = rejected.size;
    let empty: Violation | undefined;
    for (const violation of checkRules(taxonomy)) {
      const { rule, pointer, detail } = violation;
      const cause = enclosing(drafts, pointer);
      if (cause && isEmptied(cause.draft, rule)) rejected.add(cause.draft);
      else if (cause) reject(cause.draft, { rule, detail, member: cause.member });
      else if (rule === 'layer-required') empty = violation;
      else throw new UnreadableSourceError(rule, source.location ?? { pointer }, detail);
    }
    if (rejected.size > rejectedBefore) continue;
    // If all layers were left out, their issues say why.
    if (empty && !gaveLayers)
      issues.push(toIssue(source.location ?? { pointer: empty.pointer }, empty.rule, empty.detail));
    const locationOf = (pointer: string): SourceLocation => {
      const found = enclosing(drafts, pointer);
      return found ? found.draft.locationOf(found.member) : { pointer };
    };
    const skipped = listSkipped(source, rejected);
    return { taxonomy: empty ? undefined : taxonomy, issues, skipped, locationOf };
  }
}

/** Whether the draft gives children and all of them were left out, so that their issues say why. */
function isEmptied({ children }: Draft, rule: string): boolean {
  return rule === 'child-required' && children.length > 0;
}

type Reject = (draft: Draft, issue: DraftIssue) => void;

function rejectByIssues({ layers, aliases }: DraftTaxonomy, reject: Reject): void {
  for (const draft of walkDrafts(layers)) {
    for (const found of [...draft.issues, ...checkNodeMembers(draft)]) reject(draft, found);
  }
  for (const draft of aliases) {
    for (const found of [...draft.issues, ...checkAliasMembers(draft)]) reject(draft, found);
  }
}

function toIssue(location: SourceLocation, rule: string, detail: string): Issue {
  return { ...location, rule, detail, remedy: remedyOf(rule) };
}

function rejectDuplicates(source: DraftTaxonomy, duplicates: readonly string[], reject: Reject): void {
  if (duplicates.length === 0) return;
  const drafts = new Map<string, Draft>();
  for (const draft of [...walkDrafts(source.layers), ...source.aliases]) {
    const location = draft.locationOf();
    if ('pointer' in location) drafts.set(location.pointer, draft);
  }
  for (const pointer of duplicates) {
    const detail = `${pointer} is given more than once.`;
    const cause = enclosing(drafts, pointer);
    if (!cause) throw new UnreadableSourceError('duplicate-key', { pointer }, detail);
    reject(cause.draft, { rule: 'duplicate-key', detail, member: cause.member });
  }
}

/** The draft whose pointer is the longest prefix of the given one, and the member that follows it. */
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
  // The draft was not rejected, so its members match the type.
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

/** Every draft, each parent before its children. */
function* walkDrafts(drafts: readonly Draft[]): Generator<Draft> {
  for (const draft of drafts) {
    yield draft;
    yield* walkDrafts(draft.children);
  }
}

/** What was left out. Nothing below a skipped draft is listed. */
function listSkipped(source: DraftTaxonomy, rejected: ReadonlySet<Draft>): Skipped[] {
  const within = (draft: Draft, parents: readonly string[]): Skipped[] => {
    const path = [...parents, nameOf(draft, 'code')];
    if (!rejected.has(draft)) return draft.children.flatMap((child) => within(child, path));
    const level = ['layer', 'category', 'subcategory'][parents.length];
    const nodes = [...walkDrafts([draft])].length;
    return [{ ...draft.locationOf(), what: `${level} ${path.join('.')}`, nodes }];
  };
  const aliases = source.aliases.filter((draft) => rejected.has(draft));
  return [
    ...source.layers.flatMap((draft) => within(draft, [])),
    ...aliases.map((draft) => ({ ...draft.locationOf(), what: `alias ${nameOf(draft, 'alias')}`, nodes: 0 })),
    ...source.unusable.map(({ location, what, nodes }) => ({ ...location, what, nodes })),
  ];
}

function nameOf({ members }: Draft, member: string): string {
  const name = members?.[member];
  return typeof name === 'string' && name !== '' ? name.slice(0, 40) : '?';
}
