import { expect, it } from 'vitest';
import { diff } from '../../taxonomy/diff.ts';
import { checkRules } from '../../taxonomy/rules.ts';
import { countNodes } from '../../taxonomy/tree.ts';
import { makeTaxonomy, renameOne } from './taxonomies.ts';

it.each([1_000, 10_000])(
  'a taxonomy of %i nodes → about that many, every rule kept, the same again when made again',
  (nodes) => {
    const taxonomy = makeTaxonomy(nodes);
    expect(checkRules(taxonomy)).toEqual([]);
    expect(countNodes(taxonomy).totalItems / nodes).toBeCloseTo(1, 1);
    expect(makeTaxonomy(nodes)).toEqual(taxonomy);
  },
);

it('one node renamed → one change', () => {
  const taxonomy = makeTaxonomy(1_000);
  expect(diff(taxonomy, renameOne(taxonomy, 'Renamed'))).toMatchObject([
    { type: 'modified', kind: 'renamed', node: { name: 'Renamed' } },
  ]);
});
