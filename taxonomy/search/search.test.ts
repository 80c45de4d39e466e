import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRelease } from '../releases/index.ts';
import { subcategoryEntries } from '../snapshot.ts';
import { validTaxonomy } from '../testing/arbitraries.ts';
import { layer, leaf, pop } from '../testing/small-trees.ts';
import { type Taxonomy, walkNodes } from '../tree.ts';
import { fold } from './fold.ts';
import { indexLayer } from './index-layer.ts';
import { search } from './search.ts';

const sample: Taxonomy = {
  layers: [
    layer(
      'S',
      '2',
      pop(
        leaf('BAS', '001', { name: 'Base' }),
        leaf('PDV', '002', { name: 'Pop_Diva' }),
        leaf('HPM', '007', { name: 'Hipster_Male', deprecated: true, replacedBy: 'S.POP.BAS' }),
        leaf('EPO', '008', { name: 'Epopée' }),
        leaf('DIV', '009', { name: 'Diva' }),
      ),
      {
        ...leaf('JPO', '011', { name: 'J_Pop', deprecated: true, replacedBy: 'S.POP' }),
        subcategories: [leaf('ELE', '001', { name: 'Électro' }), leaf('SEO', '002', { name: '서울' })],
      },
    ),
    layer('Z', '20', pop(leaf('POP', '001', { name: 'Straße' }))),
  ],
  aliases: [
    { alias: 'S.POP.DIVAS', target: 'S.POP.PDV' },
    { alias: 'Z.POPULAR', target: 'S.POP' },
  ],
};
const indexRelease = ({ layers, aliases }: Taxonomy) => layers.map((each) => indexLayer(each, aliases));
const index = indexRelease(sample);
const found = (text: string, layer?: string) =>
  search(index, { text, layer, limit: 100 }).hits.map(({ hfn }) => hfn);

describe('search', () => {
  it.each<[situation: string, text: string, paths: string[]]>([
    [
      'a code → exact, then by name: whole, beginning, word, within',
      'pop',
      ['S.POP', 'Z.POP', 'Z.POP.POP', 'S.POP.PDV', 'S.JPO', 'S.POP.EPO'],
    ],
    ['a code that is also a name → the code first', 'DIV', ['S.POP.DIV', 'S.POP.PDV']],
    ['a name → before names that begin with it', 'diva', ['S.POP.DIV', 'S.POP.PDV']],
    ['a name in other words of the same kind', 'hipster-male', ['S.POP.HPM']],
    ['a name with a space', ' pop  diva ', ['S.POP.PDV']],
    ['other case and no diacritics', 'ELECTRO', ['S.JPO.ELE']],
    ['diacritics where the name has none', 'ḑïvä', ['S.POP.DIV', 'S.POP.PDV']],
    ['another script', '서', ['S.JPO.SEO']],
    ['one letter as two', 'strasse', ['Z.POP.POP']],
    ['an alias', 's.pop.divas', ['S.POP.PDV']],
    ['the code of an alias', 'popular', ['S.POP']],
    ['an HFN path', 's.pop.hpm', ['S.POP.HPM']],
    ['an HFN', 'S.POP.HPM.001', ['S.POP.HPM']],
    ['an HFN with a suffix', 'S.POP.HPM.001.mp3', ['S.POP.HPM']],
    ['an alias with a sequence', 'S.POP.DIVAS.001', ['S.POP.PDV']],
    ['the beginning of an HFN', 'S.J', ['S.JPO', 'S.JPO.ELE', 'S.JPO.SEO']],
    ['an HFN path up to its dot → what is below', 'S.JPO.', ['S.JPO.ELE', 'S.JPO.SEO']],
    ['the beginning of an MFA', '2.011.0', ['S.JPO.ELE', 'S.JPO.SEO']],
    ['an MFA', '2.011.002.000', ['S.JPO.SEO']],
    [
      'the number of a layer → it, and the layers that begin so',
      '2',
      [
        'S',
        'S.POP',
        'S.POP.BAS',
        'S.POP.PDV',
        'S.POP.HPM',
        'S.POP.EPO',
        'S.POP.DIV',
        'S.JPO',
        'S.JPO.ELE',
        'S.JPO.SEO',
        'Z',
        'Z.POP',
        'Z.POP.POP',
      ],
    ],
    ['an address whose sequence is not a number', 's.pop.hp.m', []],
    ['no hit', 'nothing', []],
    ['no character', '', []],
    ['half of a surrogate pair', '\ud800', []],
  ])('%s', (_, text, paths) => {
    expect(found(text)).toEqual(paths);
  });

  it('a path → before a name that is the same text; the beginning of any word → before the inside of one', () => {
    const named = (code: string, numericCode: string, name: string) => leaf(code, numericCode, { name });
    const layers = [
      layer('S', '2', pop(named('AAA', '001', 'Z.POP'), named('BBB', '002', 'Adiva'))),
      layer('Z', '20', pop(named('CCC', '001', 'Adiva_Diva'))),
    ];
    const hits = (text: string) =>
      search(indexRelease({ layers, aliases: [] }), { text, limit: 9 }).hits.map(({ hfn }) => hfn);
    expect(hits('z.pop')).toEqual(['Z.POP', 'S.POP.AAA', 'Z.POP.CCC']);
    expect(hits('diva')).toEqual(['Z.POP.CCC', 'S.POP.BBB']);
  });

  it('a layer → its nodes alone; an unknown layer → none', () => {
    expect(found('pop', 'Z')).toEqual(['Z.POP', 'Z.POP.POP']);
    expect(found('pop', 'Q')).toEqual([]);
  });

  it('more hits than the limit → the best ones, and the number of all', () => {
    const { hits, total } = search(index, { text: 'pop', limit: 2 });
    expect(hits.map(({ hfn }) => hfn)).toEqual(['S.POP', 'Z.POP']);
    expect(total).toBe(6);
  });

  it('a hit → its addresses, its names, and what replaces it', () => {
    expect(search(index, { text: 'S.JPO', limit: 2 }).hits).toEqual([
      {
        hfn: 'S.JPO',
        mfa: '2.011',
        name: 'J_Pop',
        level: 'category',
        path: ['S', 'J_Pop'],
        deprecated: true,
        replacedBy: 'S.POP',
      },
      {
        hfn: 'S.JPO.ELE',
        mfa: '2.011.001',
        name: 'Électro',
        level: 'subcategory',
        path: ['S', 'J_Pop', 'Électro'],
        deprecated: true,
        replacedBy: 'S.POP',
      },
    ]);
    expect(search(index, { text: 'S.POP.BAS', limit: 1 }).hits).toStrictEqual([
      { hfn: 'S.POP.BAS', mfa: '2.001.001', name: 'Base', level: 'subcategory', path: ['S', 'POP', 'Base'] },
    ]);
  });
});

describe('search, compared with a search that reads every node', () => {
  it('any taxonomy and any text → the same hits in the same order', () => {
    const cases = validTaxonomy.chain((taxonomy) => fc.tuple(fc.constant(taxonomy), textOf(taxonomy)));
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 100 }), ([taxonomy, text], limit) => {
        const expected = readEveryNode(taxonomy, text);
        const { hits, total } = search(indexRelease(taxonomy), { text, limit });
        expect(hits.map(({ hfn }) => hfn)).toEqual(expected.slice(0, limit));
        expect(total).toBe(expected.length);
      }),
      { numRuns: 500 },
    );
  });

  it('every subcategory of the bundled release → found by its address, first', () => {
    const bundled = indexRelease(defaultRelease);
    for (const { hfn, mfa } of subcategoryEntries(defaultRelease)) {
      for (const text of [hfn, mfa, `${hfn}.001`, `${mfa}.1000`])
        expect(search(bundled, { text, limit: 1 }).hits).toMatchObject([{ hfn, mfa }]);
    }
  });
});

/** Texts that a taxonomy has, cut anywhere, and any others. */
function textOf(taxonomy: Taxonomy): fc.Arbitrary<string> {
  const texts = nodesWithLabels(taxonomy).flatMap(({ name, codes, paths }) => [name, ...codes, ...paths]);
  const cut = fc
    .tuple(fc.constantFrom(...texts), fc.nat(120), fc.integer({ min: 1, max: 64 }))
    .map(([text, start, length]) => text.slice(start % text.length).slice(0, length));
  return fc.oneof({ weight: 4, arbitrary: cut }, fc.string({ unit: 'binary', minLength: 1, maxLength: 64 }));
}

function nodesWithLabels(taxonomy: Taxonomy) {
  const nodes = [...walkNodes(taxonomy)];
  const numberOf = new Map(nodes.map(({ path, node }) => [path, node.numericCode]));
  return nodes.map(({ path, node }) => {
    const segments = path.split('.');
    const mfa = segments.map((_, index) => numberOf.get(segments.slice(0, index + 1).join('.'))).join('.');
    const aliases = taxonomy.aliases.filter(({ target }) => target === path).map(({ alias }) => alias);
    const codes = [node.code, ...aliases.map((alias) => alias.split('.').at(-1)!)];
    return { path, name: node.name, codes, paths: [path, mfa], aliases };
  });
}

function readEveryNode(taxonomy: Taxonomy, text: string): string[] {
  const wanted = fold(text);
  const [one, two, three, sequence, ...suffix] = wanted.split('.');
  const isAddress = /^\d*$/.test(sequence ?? '-') && suffix.length < 2 && one && two && three;
  const path = isAddress ? [one, two, three].join('.') : wanted;
  const rankOf = ({ name, codes, paths, aliases }: ReturnType<typeof nodesWithLabels>[number]) => {
    const folded = fold(name);
    if (codes.includes(wanted) || [...paths, ...aliases].includes(path)) return 0;
    if (folded === wanted) return 1;
    if ([folded, ...codes].some((label) => label.startsWith(wanted))) return 2;
    if (paths.some((label) => label.startsWith(path))) return 2;
    if (` ${folded}`.includes(` ${wanted}`)) return 3;
    return [folded, ...codes].some((label) => label.includes(wanted)) ? 4 : 5;
  };
  return nodesWithLabels(taxonomy)
    .map((node, place) => ({ path: node.path, place, rank: rankOf(node) }))
    .filter(({ rank }) => rank < 5)
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .map(({ path: hfn }) => hfn);
}
