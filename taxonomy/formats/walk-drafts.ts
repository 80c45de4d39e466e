import type { Draft, DraftTaxonomy } from './draft.ts';
import type { Skipped } from './issue.ts';

/** Every draft, each parent before its children. */
export function* walkDrafts(drafts: readonly Draft[]): Generator<Draft> {
  for (const draft of drafts) {
    yield draft;
    yield* walkDrafts(draft.children);
  }
}

/** What the source has and the taxonomy without the rejected drafts has not; nothing below a draft that is named. */
export function skippedDrafts(source: DraftTaxonomy, rejected: ReadonlySet<Draft>): Skipped[] {
  const lost = (draft: Draft, parents: readonly string[]): Skipped[] => {
    const path = [...parents, nameOf(draft, 'code')];
    if (!rejected.has(draft)) return draft.children.flatMap((child) => lost(child, path));
    const level = ['layer', 'category', 'subcategory'][parents.length];
    const nodes = [...walkDrafts([draft])].length;
    return [{ ...draft.locationOf(), what: `${level} ${path.join('.')}`, nodes }];
  };
  const aliases = source.aliases.filter((draft) => rejected.has(draft));
  return [
    ...source.layers.flatMap((draft) => lost(draft, [])),
    ...aliases.map((draft) => ({ ...draft.locationOf(), what: `alias ${nameOf(draft, 'alias')}`, nodes: 0 })),
    ...source.unusable.map(({ location, what, nodes }) => ({ ...location, what, nodes })),
  ];
}

function nameOf({ members }: Draft, member: string): string {
  const name = members?.[member];
  return typeof name === 'string' && name !== '' ? name.slice(0, 40) : '?';
}
