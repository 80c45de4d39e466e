import { describe, expect, it } from 'vitest';
import { diff } from './diff.ts';
import { countRemovals, removalsToConfirm } from './removals.ts';
import type { Alias, Taxonomy } from './tree.ts';

/** A layer with a category of `count` subcategories: `count` + 2 nodes. */
function taxonomy(count: number, { category = 'POP', aliases = [] as Alias[] } = {}): Taxonomy {
  const subcategories = Array.from({ length: count }, (_, index) => {
    const numericCode = String(index).padStart(3, '0');
    return { code: numericCode, numericCode, name: `Number ${index}` };
  });
  const pop = { code: category, numericCode: '001', name: 'Pop', subcategories };
  return { layers: [{ code: 'S', numericCode: '2', name: 'Stars', categories: [pop] }], aliases };
}

describe('removals', () => {
  const alias = { alias: 'S.POP.OLD', target: 'S.POP.000' };
  it.each<[situation: string, from: Taxonomy, to: Taxonomy, removed: number]>([
    ['nothing removed', taxonomy(5), taxonomy(6), 0],
    ['two subcategories', taxonomy(5), taxonomy(3), 2],
    ['an alias', taxonomy(5, { aliases: [alias] }), taxonomy(5), 0],
    ['all moved to another category', taxonomy(5), taxonomy(5, { category: 'RCK' }), 6],
  ])('%s → its count', (_, from, to, removed) => {
    expect(countRemovals(diff(from, to))).toBe(removed);
  });

  it('a tenth of all nodes → nothing to confirm; one more → the count', () => {
    const confirm = (from: Taxonomy, to: Taxonomy) => removalsToConfirm(from, diff(from, to));
    expect(confirm(taxonomy(28), taxonomy(25))).toBeUndefined();
    expect(confirm(taxonomy(28), taxonomy(24))).toEqual({ removed: 4, nodes: 30 });
    expect(confirm(taxonomy(27), taxonomy(24))).toEqual({ removed: 3, nodes: 29 });
  });

  it('nothing published before → nothing to confirm', () => {
    expect(removalsToConfirm(undefined, diff({ layers: [], aliases: [] }, taxonomy(3)))).toBeUndefined();
  });
});
