import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalForm, checksum, checksumInSteps } from './canonical.ts';
import { nodesByPath, targetsByAlias } from './flat.ts';
import { reordered, validTaxonomy } from './testing/arbitraries.ts';
import { bas, below, hpm, layer, pop } from './testing/small-trees.ts';
import type { Taxonomy } from './tree.ts';

/** The canonical form by its definition: all lines are made, and then all are sorted. */
function definition(taxonomy: Taxonomy): string {
  const values = new Map<string, object>(nodesByPath(taxonomy));
  for (const [alias, target] of targetsByAlias(taxonomy)) values.set(alias, { target });
  const paths = [...values.keys()].sort();
  return paths.map((path) => `{${JSON.stringify(path)}:${canonicalize(values.get(path))}}\n`).join('');
}

// Each is the beginning of another, or sorts before or behind what follows it.
const plainCodes = fc.constantFrom('A', 'AB', 'ABC', 'B', 'POP', 'POP1');
const strangeCodes = fc.constantFrom('', 'A', 'AB', 'A.B', 'A-', 'A/', 'é', '\ud800', '__proto__');
const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom('"', '\\', '\u2028'));
const members = fc.dictionary(
  fc.constantFrom('description', 'deprecated', 'replacedBy', 'target', 'extra', 'é', '1', 'code2'),
  fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined), texts),
);
/** A taxonomy that nobody has checked: but for its codes, it may break every rule. */
function anyTaxonomy(codes: fc.Arbitrary<string>): fc.Arbitrary<Taxonomy> {
  const few = { maxLength: 4 };
  const own = fc.record({ code: codes, numericCode: texts, name: texts });
  const node = fc.tuple(members, own).map(([more, own]) => ({ ...more, ...own }));
  const below = <Child>(children: string, child: fc.Arbitrary<Child>) =>
    fc.tuple(node, fc.array(child, few)).map(([own, nodes]) => ({ ...own, [children]: nodes }));
  const layers = fc.array(below('categories', below('subcategories', node)), few);
  const path = fc.array(codes, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('.'));
  return fc.record({
    layers,
    aliases: fc.array(fc.record({ alias: path, target: path })),
  }) as fc.Arbitrary<unknown> as fc.Arbitrary<Taxonomy>;
}

describe('the order of canonical lines', () => {
  const aliases = (...given: string[]): Taxonomy => ({
    layers: [layer('G', '1', pop(bas)), ...below(hpm, bas).layers],
    aliases: given.map((alias) => ({ alias, target: 'S.POP.HPM' })),
  });
  it.each<[situation: string, taxonomy: Taxonomy]>([
    ['an alias before all nodes', aliases('A.OLD')],
    ['an alias behind all nodes', aliases('Z.OLD.BAS')],
    ['an alias between two layers', aliases('H.OLD', 'G0.OLD')],
    ['an alias that begins with a category', aliases('S.POPULAR', 'S.POPULAR.BAS', 'S.POP.')],
    ['an alias between subcategories', aliases('S.POP.CAB', 'S.POP.BASE', 'S.POP')],
    ['an alias in place of a node', aliases('S.POP.HPM', 'S', 'G.POP')],
    ['an alias that is given twice', aliases('S.POP.HIP', 'S.POP.HIP')],
    ['a category that is given twice', { layers: [layer('S', '2', pop(bas), pop(hpm))], aliases: [] }],
  ])('%s → as the definition says', (_, taxonomy) => {
    expect(canonicalForm(taxonomy)).toBe(definition(taxonomy));
  });

  it('a taxonomy that keeps the rules, in any order → as the definition says', () => {
    fc.assert(
      fc.property(validTaxonomy.chain(reordered), (taxonomy) => {
        expect(canonicalForm(taxonomy)).toBe(definition(taxonomy));
      }),
    );
  });

  it.each([
    ['strange codes', strangeCodes],
    ['repeated codes', plainCodes],
  ])('a taxonomy with %s and members that nobody knows → as the definition says', (_, codes) => {
    fc.assert(
      fc.property(anyTaxonomy(codes), (taxonomy) => {
        expect(canonicalForm(taxonomy)).toBe(definition(taxonomy));
      }),
      { numRuns: 300 },
    );
  });
});

describe('checksumInSteps', () => {
  it('a taxonomy → one step for each category and a few more, and the checksum', () => {
    const taxonomy = { layers: [layer('S', '2', pop(bas), { ...pop(hpm), code: 'RCK' })], aliases: [] };
    const steps = checksumInSteps(taxonomy);
    const taken: unknown[] = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) taken.push(step.value);
    expect([taken.length, step.value]).toEqual([4, checksum(taxonomy)]);
  });
});
