// This file has over 250 lines because it is one table: a row for each rule.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRules } from './rules.ts';
import { validTaxonomy } from './testing/arbitraries.ts';
import { bas, below, hpm, layer, leaf, pop, subcategories } from './testing/small-trees.ts';
import type { Alias, Taxonomy } from './tree.ts';

const withAliases = (...aliases: Alias[]): Taxonomy => ({
  layers: [layer('S', '2', pop(bas, hpm)), layer('C', '9', pop(bas))],
  aliases,
});
const named = (name: string) => ({ ...bas, name });
/** A taxonomy with subcategories of these names, and a pointer to each name. */
const renamed = (...names: string[]): [Taxonomy, string[]] => [
  below(...names.map((name, index) => leaf(`A0${index}`, digits(index), { name }))),
  names.map((_, index) => `${subcategories}/${index}/name`),
];
const alias = (path: string, target: string): Alias => ({ alias: path, target });
const many = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const digits = (number: number) => String(number).padStart(3, '0');

describe('checkRules', () => {
  const table: [rule: string, situation: string, taxonomy: Taxonomy, pointers: string[]][] = [
    [
      'code-grammar',
      'layer',
      { layers: [layer('s', '2', pop(bas)), layer('SS', '3', pop(bas))], aliases: [] },
      ['/layers/0/code', '/layers/1/code'],
    ],
    [
      'code-grammar',
      'below',
      below(leaf('C', '001'), leaf('hpm', '002')),
      [`${subcategories}/0/code`, `${subcategories}/1/code`],
    ],
    ['code-grammar', '__proto__', below(leaf('__proto__', '001')), [`${subcategories}/0/code`]],
    [
      'number-grammar',
      'layer',
      { layers: [layer('S', '0', pop(bas)), layer('G', '01', pop(bas))], aliases: [] },
      ['/layers/0/numericCode', '/layers/1/numericCode'],
    ],
    [
      'number-grammar',
      'below',
      below(leaf('BAS', '1'), leaf('HPM', '1000')),
      [`${subcategories}/0/numericCode`, `${subcategories}/1/numericCode`],
    ],
    [
      'name-length',
      'empty',
      below({ ...bas, name: '' }, { ...hpm, name: ' ' }),
      [`${subcategories}/0/name`, `${subcategories}/1/name`],
    ],
    ['name-space', 'before, after, not ASCII', ...renamed(' Base', 'Base\u00A0', '\uFEFFBase')],
    ['name-control', 'tab, NUL, C1', ...renamed('Ba\tse', 'Ba\0se', 'Ba\u0085se')],
    [
      'name-direction',
      'override, embedding, isolate',
      ...renamed('Ba\u202Ese', '\u202ABase', 'Base\u2069', 'Ba\u2066se'),
    ],
    ['name-invisible', 'zero width, filler', ...renamed('\u200B', '\u200C\u200D', '\u2060', '\u3164')],
    ['malformed-text', 'a name', ...renamed('Ba\uD800se', '\uDC00')],
    [
      'malformed-text',
      'a description',
      below({ ...bas, description: 'Half \uDC00' }),
      [`${subcategories}/0/description`],
    ],
    ['layer-required', 'an empty taxonomy', { layers: [], aliases: [] }, ['/layers']],
    [
      'child-required',
      'a layer and a category',
      {
        layers: [layer('S', '2'), layer('G', '1', pop(bas), { ...pop(), ...leaf('RCK', '002') })],
        aliases: [],
      },
      ['/layers/0/categories', '/layers/1/categories/1/subcategories'],
    ],
    ['name-length', '121 characters', below({ ...bas, name: 'n'.repeat(121) }), [`${subcategories}/0/name`]],
    [
      'composite-layer',
      'C without 9',
      { layers: [layer('C', '3', pop(bas))], aliases: [] },
      ['/layers/0/numericCode'],
    ],
    [
      'composite-layer',
      '9 without C',
      { layers: [layer('R', '9', pop(bas))], aliases: [] },
      ['/layers/0/numericCode'],
    ],
    [
      'code-unique',
      'layers',
      { layers: [layer('S', '2', pop(bas)), layer('S', '3', pop(bas))], aliases: [] },
      ['/layers/1/code'],
    ],
    [
      'code-unique',
      'three alike',
      below(bas, leaf('BAS', '002'), leaf('BAS', '003')),
      [`${subcategories}/1/code`, `${subcategories}/2/code`],
    ],
    [
      'number-unique',
      'layers',
      { layers: [layer('S', '2', pop(bas)), layer('G', '2', pop(bas))], aliases: [] },
      ['/layers/1/numericCode'],
    ],
    [
      'number-unique',
      'categories',
      { layers: [layer('S', '2', pop(bas), { ...pop(bas), code: 'RCK' })], aliases: [] },
      ['/layers/0/categories/1/numericCode'],
    ],
    [
      'child-limit',
      '1000 children',
      below(...many(1000).map((number) => leaf(digits(number - 1), digits(number - 1)))),
      [subcategories],
    ],
    [
      'alias-grammar',
      'lower case, one segment, too long',
      withAliases(alias('S.POP.old', 'S.POP.BAS'), alias('S.POP.ABCDEFGHIJK', 'S.POP.BAS')),
      ['/aliases/0/alias', '/aliases/1/alias'],
    ],
    [
      'alias-depth',
      'a category for a subcategory',
      withAliases(alias('S.POPULAR', 'S.POP.BAS')),
      ['/aliases/0/target'],
    ],
    [
      'alias-unique',
      'twice',
      withAliases(alias('S.POP.OLD', 'S.POP.BAS'), alias('S.POP.OLD', 'S.POP.HPM')),
      ['/aliases/1/alias'],
    ],
    [
      'alias-hides-node',
      'the path of a node',
      withAliases(alias('S.POP.BAS', 'S.POP.HPM')),
      ['/aliases/0/alias'],
    ],
    [
      'alias-composite',
      'into and out of layer C',
      withAliases(alias('S.POP.OLD', 'C.POP.BAS'), alias('C.POP.OLD', 'S.POP.BAS')),
      ['/aliases/0/target', '/aliases/1/target'],
    ],
    ['alias-target', 'nothing there', withAliases(alias('S.POP.OLD', 'S.POP.XXX')), ['/aliases/0/target']],
    [
      'alias-chain',
      'two hops',
      withAliases(alias('S.POP.ONE', 'S.POP.TWO'), alias('S.POP.TWO', 'S.POP.BAS')),
      ['/aliases/0/target'],
    ],
    [
      'alias-cycle',
      'of two',
      withAliases(alias('S.POP.ONE', 'S.POP.TWO'), alias('S.POP.TWO', 'S.POP.ONE')),
      ['/aliases/0/target', '/aliases/1/target'],
    ],
    ['alias-cycle', 'of one', withAliases(alias('S.POP.ONE', 'S.POP.ONE')), ['/aliases/0/target']],
    [
      'replaced-by-target',
      'nothing there',
      below({ ...bas, replacedBy: 'S.POP.XXX' }),
      [`${subcategories}/0/replacedBy`],
    ],
    [
      'replaced-by-chain',
      'two hops',
      below({ ...bas, replacedBy: 'S.POP.HPM' }, { ...hpm, replacedBy: 'S.POP' }),
      [`${subcategories}/0/replacedBy`],
    ],
    [
      'replaced-by-cycle',
      'of two',
      below({ ...bas, replacedBy: 'S.POP.HPM' }, { ...hpm, replacedBy: 'S.POP.BAS' }),
      [`${subcategories}/0/replacedBy`, `${subcategories}/1/replacedBy`],
    ],
    [
      'replaced-by-cycle',
      'of one',
      below({ ...bas, replacedBy: 'S.POP.BAS' }),
      [`${subcategories}/0/replacedBy`],
    ],
  ];
  it.each(table)('%s: %s → each cause by its pointer, and nothing else', (rule, _, taxonomy, pointers) => {
    const violations = checkRules(taxonomy);
    expect(violations.map((violation) => [violation.rule, violation.pointer])).toEqual(
      pointers.map((pointer) => [rule, pointer]),
    );
    for (const { detail } of violations) expect(detail).toMatch(/^.{15,}\.$/s);
  });

  it.each([
    [{ layers: [], aliases: [] }, 'There are no layers in the taxonomy; at least one is needed.'],
    [below(), 'There are no subcategories in S.POP; at least one is needed.'],
    [
      withAliases(alias('S.POP.ONE', 'S.POP.TWO'), alias('S.POP.TWO', 'S.POP.ONE')),
      'S.POP.ONE > S.POP.TWO > S.POP.ONE never reaches a node.',
    ],
    [
      { layers: [layer('S', '2', pop(bas)), layer('S', '3', pop(bas))], aliases: [] },
      'S is given twice in the taxonomy, first at /layers/0.',
    ],
  ])('no children, a circle, or a code given twice → the detail names them', (taxonomy, detail) => {
    expect(checkRules(taxonomy)[0]?.detail).toBe(detail);
  });

  it('27 layers → too many, and two share a letter', () => {
    const layers = many(27).map((number) =>
      layer(String.fromCharCode(64 + Math.min(number, 26)), `${number}`),
    );
    const rules = checkRules({ layers, aliases: [] }).map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['layer-limit', 'code-unique']));
  });

  it('several rules broken → all reported at once', () => {
    const taxonomy = {
      ...below({ ...bas, name: '' }, leaf('BAS', '001')),
      aliases: [alias('S.POP.OLD', 'S.POP.XXX')],
    };
    expect(
      checkRules(taxonomy)
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual(['alias-target', 'code-unique', 'name-length', 'number-unique']);
  });

  it('a chain of a thousand aliases → reported for each alias, with a short message', () => {
    const code = (number: number) => `S.POP.A${number}`;
    const aliases = many(1000).map((number) =>
      alias(code(number), number === 1000 ? 'S.POP.BAS' : code(number + 1)),
    );
    const violations = checkRules(withAliases(...aliases));
    expect(violations.map(({ rule }) => rule)).toEqual(Array(999).fill('alias-chain'));
    expect(violations[0]!.detail.length).toBeLessThan(400);
  });

  const kept: [situation: string, taxonomy: Taxonomy][] = [
    ['spaces, joined emoji and a mark of direction within a name', below(named('A 👩‍🎤 \u200Fب'))],
    ['120 characters, astral ones counted once', below({ ...bas, name: '🎵'.repeat(120) })],
    [
      '999 children, codes of digits only',
      below(...many(999).map((number) => leaf(digits(number), digits(number)))),
    ],
    [
      'the same code and number under another parent',
      { layers: [layer('S', '2', pop(bas)), layer('G', '1', pop(bas))], aliases: [] },
    ],
    [
      'aliases whose own parent is gone',
      withAliases(alias('X.OLD', 'S.POP'), alias('X.OLD.ABC', 'S.POP.BAS')),
    ],
    [
      'a replacement that is deprecated without a replacement',
      below({ ...bas, deprecated: true, replacedBy: 'S.POP.HPM' }, { ...hpm, deprecated: true }),
    ],
  ];
  it.each(kept)('%s → no violation', (_, taxonomy) => {
    expect(checkRules(taxonomy)).toEqual([]);
  });

  it('any taxonomy built to be valid → no violation', () => {
    fc.assert(
      fc.property(validTaxonomy, (taxonomy) => {
        expect(checkRules(taxonomy)).toEqual([]);
      }),
    );
  });
});

describe('the arbitrary taxonomies', () => {
  it('a sample → has what the invariants need: aliases, replacements, composites', () => {
    const sample = fc.sample(validTaxonomy, { numRuns: 200, seed: 1 });
    const text = sample.map((taxonomy) => JSON.stringify(taxonomy));
    expect(sample.filter(({ aliases }) => aliases.length > 0).length).toBeGreaterThan(50);
    expect(text.filter((json) => json.includes('replacedBy')).length).toBeGreaterThan(50);
    expect(text.filter((json) => json.includes('"numericCode":"9"')).length).toBeGreaterThan(20);
  });
});
