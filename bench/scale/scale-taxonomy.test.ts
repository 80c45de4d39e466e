import { expect, it } from 'vitest';
import { diff } from '../../taxonomy/diff.ts';
import { checkRules } from '../../taxonomy/rules.ts';
import { countNodes } from '../../taxonomy/tree.ts';
import { makeTaxonomy, renameOne } from './scale-taxonomy.ts';

it.each([1_000, 10_000])('%i nodes → about so many that keep every rule, the same every time', (nodes) => {
  const taxonomy = makeTaxonomy(nodes);
  expect(checkRules(taxonomy)).toEqual([]);
  expect(countNodes(taxonomy).totalItems / nodes).toBeCloseTo(1, 1);
  expect(makeTaxonomy(nodes)).toEqual(taxonomy);
});

it('one renamed → one change', () => {
  const taxonomy = makeTaxonomy(1_000);
  expect(diff(taxonomy, renameOne(taxonomy, 'Renamed'))).toMatchObject([
    { type: 'modified', kind: 'renamed', node: { name: 'Renamed' } },
  ]);
});
