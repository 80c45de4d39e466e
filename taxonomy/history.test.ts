import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, type Change } from './change.ts';
import { diff } from './diff.ts';
import { inCanonicalOrder } from './flat.ts';
import { createChangesSince, historyOf } from './history.ts';
import { bundledReleases } from './releases/index.ts';
import { evolvedPair } from './testing/arbitraries.ts';
import { treeFrom } from './testing/tree-from.ts';
import type { Node, Release, Taxonomy } from './tree.ts';

/** Releases `1.0.0`, `2.0.0` … of these taxonomies. */
function publishAll(taxonomies: readonly Taxonomy[]): Release[] {
  return taxonomies.map((taxonomy, index) => ({
    version: `${index + 1}.0.0`,
    checksum: '0'.repeat(64),
    lastUpdated: '2026-01-01T00:00:00Z',
    ...inCanonicalOrder(taxonomy),
  }));
}

function changesOf(since: ReturnType<ReturnType<typeof createChangesSince>>): Change[] | undefined {
  for (;;) {
    const step = since.next();
    if (step.done) return step.value;
  }
}

/** Few states that come again and again, in any order: what is added goes, and what was changed returns. */
const histories = fc
  .tuple(evolvedPair, evolvedPair, fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 7 }))
  .map(([[a, b], [c, d], order]) => publishAll(order.map((index) => [a, b, c, d][index]!)));

describe('the changes since a release', () => {
  it('any history → those of the diff from its tree, in the same order', () => {
    fc.assert(
      fc.property(histories, (releases) => {
        const current = releases.at(-1)!;
        const changesSince = createChangesSince(current, historyOf(releases));
        for (const release of releases) {
          expect(changesOf(changesSince(release.version))).toEqual(diff(release, current));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('a sample of histories → every kind of change comes up', () => {
    const sample = fc.sample(histories, { numRuns: 300, seed: 1 });
    const changes = sample.flatMap((releases) => diff(releases[0]!, releases.at(-1)!));
    const kinds = changes.map((change) => ('alias' in change ? 'alias' : (change.kind ?? change.type)));
    for (const kind of ['moved', 'renumbered', 'renamed', 'deprecated', 'restored', 'alias']) {
      expect(kinds.filter((found) => found === kind).length, kind).toBeGreaterThan(20);
    }
  });

  const node = (code: string, numericCode: string, name = code): Node => ({ code, numericCode, name });
  const tree = (nodes: Record<string, Node>, aliases: Record<string, string> = {}) =>
    treeFrom(new Map(Object.entries(nodes)), new Map(Object.entries(aliases)));
  const first = tree({ S: node('S', '2'), 'S.POP': node('POP', '001') });
  const others: [situation: string, between: Taxonomy][] = [
    ['a node added and removed', tree({ S: node('S', '2'), 'S.POP': node('POP', '001'), G: node('G', '1') })],
    ['a node removed and added', tree({ S: node('S', '2') })],
    ['a name changed and changed back', tree({ S: node('S', '2', 'Stars'), 'S.POP': node('POP', '001') })],
    [
      'an alias added and dropped',
      tree({ S: node('S', '2'), 'S.POP': node('POP', '001') }, { 'S.OLD': 'S.POP' }),
    ],
    ['a layer renumbered twice', tree({ S: node('S', '10'), 'S.POP': node('POP', '001') })],
  ];
  it.each(others)('%s between → none', (_, between) => {
    const releases = publishAll([first, between, first]);
    expect(changesOf(createChangesSince(releases[2]!, historyOf(releases))('1.0.0'))).toEqual([]);
  });

  it('the current release → none; a version that the history does not hold → undefined', () => {
    const [before, current] = bundledReleases as [Release, Release];
    const changesSince = createChangesSince(current, historyOf(bundledReleases));
    expect(changesOf(changesSince(current.version))).toEqual([]);
    expect(changesOf(changesSince('1.2.1'))).toBeUndefined();
    const short = createChangesSince(current, historyOf(bundledReleases).slice(0, 1));
    expect(changesOf(short(before.version))).toBeUndefined();
  });
});

it('any history → each reverse delta leads to the release before', () => {
  fc.assert(
    fc.property(histories, (releases) => {
      const trees = releases.map(({ layers, aliases }) => ({ layers, aliases }));
      let tree = trees.pop()!;
      for (const { changes } of historyOf(releases).slice(0, -1)) {
        tree = applyChanges(tree, changes);
        expect(tree).toEqual(trees.pop());
      }
      expect(trees).toEqual([]);
      expect(historyOf(releases).at(-1)?.changes).toEqual([]);
    }),
  );
});
