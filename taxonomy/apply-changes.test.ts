import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, type Change, isAliasChange, pathOf } from './change.ts';
import { diff } from './diff.ts';
import { TaxonomyError } from './error.ts';
import { inCanonicalOrder, nodesByPath, parentPath, targetsByAlias } from './flat.ts';
import { evolvedPair, validTaxonomy } from './testing/arbitraries.ts';
import { bas, hpm, layer, leaf, pop } from './testing/small-trees.ts';
import { treeFrom } from './testing/tree-from.ts';
import type { Taxonomy } from './tree.ts';

/** The changes by their definition: the whole tree is copied. `undefined` when they do not fit. */
function definition(taxonomy: Taxonomy, changes: readonly Change[]): Taxonomy | undefined {
  const nodes = nodesByPath(taxonomy);
  const targets = targetsByAlias(taxonomy);
  for (const change of changes) {
    const [places, path, value] = isAliasChange(change)
      ? [targets, change.alias, change.type === 'removed' ? '' : change.target]
      : [nodes, pathOf(change), change.type === 'removed' ? '' : change.node];
    if (places.has(path) === (change.type === 'added')) return undefined;
    if (change.type === 'removed') places.delete(path);
    else (places as Map<string, unknown>).set(path, value);
  }
  const isOrphan = (path: string) => path.includes('.') && !nodes.has(parentPath(path) ?? '');
  return [...nodes.keys()].some(isOrphan) ? undefined : treeFrom(nodes, targets);
}

function applied(taxonomy: Taxonomy, changes: readonly Change[]): Taxonomy | undefined {
  try {
    return applyChanges(taxonomy, changes);
  } catch (error) {
    expect(error).toBeInstanceOf(TaxonomyError);
    expect((error as TaxonomyError).details.code).toBe('delta-mismatch');
    return undefined;
  }
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe('applyChanges', () => {
  it('a delta, some of its changes, or those of another tree → as the definition says, or refused as it does', () => {
    const cases = fc.tuple(evolvedPair, validTaxonomy).chain(([[a, b], other]) => {
      const changes = [...diff(a, b), ...diff(b, other)];
      return fc.record({
        taxonomy: fc.constantFrom(a, b).map(frozen),
        changes: fc.oneof(
          fc.constantFrom(diff(a, b), diff(b, a), changes),
          fc.subarray(diff(a, b)),
          fc.shuffledSubarray(changes, { maxLength: 4 }),
        ),
      });
    });
    fc.assert(
      fc.property(cases, ({ taxonomy, changes }) => {
        expect(applied(taxonomy, changes)).toEqual(definition(taxonomy, changes));
      }),
      { numRuns: 500 },
    );
  });

  const given = frozen<Taxonomy>({
    layers: [
      layer('G', '1', pop(bas)),
      layer('S', '2', pop(bas, hpm), { ...pop(bas), code: 'RCK', numericCode: '002' }),
    ],
    aliases: [{ alias: 'S.POP.HIP', target: 'S.POP.HPM' }],
  });
  const at = { layer: 'S', category: 'POP', subcategory: 'HPM' };

  it('a change of a subcategory → all but its category and its layer are shared', () => {
    const node = { ...hpm, name: 'Hip' };
    const { layers } = applyChanges(given, [{ type: 'modified', ...at, node }]);
    expect(layers).toEqual([
      given.layers[0],
      { ...given.layers[1], categories: [pop(bas, node), given.layers[1]!.categories[1]] },
    ]);
    expect(layers[0]).toBe(given.layers[0]);
    expect(layers[1]!.categories[1]).toBe(given.layers[1]!.categories[1]);
    expect(layers[1]!.categories[0]!.subcategories[0]).toBe(bas);
  });

  it('no change of a taxonomy in canonical order → its layers and its aliases', () => {
    expect(applyChanges(given, []).layers).toBe(given.layers);
    expect(applyChanges(given, []).aliases).toBe(given.aliases);
    const backwards = { ...given, layers: [...given.layers].reverse() };
    expect(applyChanges(backwards, [])).toEqual(inCanonicalOrder(given));
  });

  const misfits: [situation: string, changes: Change[], path: string][] = [
    ['a layer removed above its categories', [{ type: 'removed', layer: 'S' }], 'S.POP'],
    [
      'a layer and a category removed above subcategories',
      [
        { type: 'removed', layer: 'G' },
        { type: 'removed', layer: 'G', category: 'POP' },
      ],
      'G.POP.BAS',
    ],
    [
      'a node added, and its parent removed',
      [
        { type: 'added', layer: 'G', category: 'POP', subcategory: 'HPM', node: hpm },
        { type: 'removed', layer: 'G', category: 'POP', subcategory: 'BAS' },
        { type: 'removed', layer: 'G', category: 'POP' },
      ],
      'G.POP.HPM',
    ],
    [
      'a node removed twice',
      [
        { type: 'removed', ...at },
        { type: 'removed', ...at },
      ],
      'S.POP.HPM',
    ],
    ['a node added twice', Array(2).fill({ type: 'added', layer: 'L', node: leaf('L', '3') }), 'L'],
    [
      'a path of four segments',
      [{ type: 'removed', layer: 'S.POP', category: 'HPM', subcategory: 'X' }],
      'S.POP.HPM.X',
    ],
  ];
  it.each(misfits)('%s → delta-mismatch at its path', (_, changes, path) => {
    expect(() => applyChanges(given, changes)).toThrow(
      expect.objectContaining({ details: { code: 'delta-mismatch', path } }),
    );
  });

  it('a node removed and added again → it keeps its children', () => {
    const again: Change[] = [
      { type: 'removed', layer: 'G', category: 'POP' },
      { type: 'added', layer: 'G', category: 'POP', node: leaf('POP', '001', { name: 'Popular' }) },
    ];
    expect(applyChanges(given, again)).toEqual(definition(given, again));
  });
});
