import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundledReleases } from '../releases/index.ts';
import { validTaxonomy } from '../testing/arbitraries.ts';
import { issuesOf, readText, skippedOf } from './testing/sources.ts';

const base = { code: 'BAS', numericCode: '001', name: 'Base' };
const pop = { code: 'POP', numericCode: '001', name: 'Pop', subcategories: [base] };
const songs = { code: 'G', numericCode: '1', name: 'Songs', categories: [pop] };
const location = '/layers/0/categories/0/subcategories/0';

/** A taxonomy with one subcategory, which gets further members. */
function withBase(members: object): object {
  const subcategories = [{ ...base, ...members }];
  return { layers: [{ ...songs, categories: [{ ...pop, subcategories }] }], aliases: [] };
}

describe('our own JSON', () => {
  it('each bundled release → accepted as it is', () => {
    for (const release of bundledReleases) {
      const { format, taxonomy, issues } = readText(JSON.stringify(release));
      expect({ format, issues }).toEqual({ format: 'taxonomy-json', issues: [] });
      expect(taxonomy).toEqual({ layers: release.layers, aliases: release.aliases });
    }
  });

  it('any valid taxonomy → read back the same', () => {
    fc.assert(
      fc.property(validTaxonomy, (taxonomy) => {
        expect(readText(JSON.stringify(taxonomy)).taxonomy).toEqual(taxonomy);
      }),
    );
  });

  const rows: [given: string, source: object, issues: string[]][] = [
    ['code missing', withBase({ code: undefined }), [`missing-member ${location}`]],
    ['number as a number', withBase({ numericCode: 1 }), [`wrong-type ${location}/numericCode`]],
    ['name null', withBase({ name: null }), [`wrong-type ${location}/name`]],
    ['deprecated false', withBase({ deprecated: false }), [`wrong-type ${location}/deprecated`]],
    ['description empty', withBase({ description: '' }), [`description-length ${location}/description`]],
    [
      'description long',
      withBase({ description: 'x'.repeat(501) }),
      [`description-length ${location}/description`],
    ],
    ['half a pair', withBase({ name: 'x\ud800' }), [`malformed-text ${location}/name`]],
    ['half a pair in a code', withBase({ code: 'BA\ud800' }), [`malformed-text ${location}/code`]],
    ['a member too many', withBase({ 'a/b': 1 }), [`unknown-member ${location}/a~1b`]],
    ['a level too many', withBase({ subcategories: [] }), [`unknown-member ${location}/subcategories`]],
    ['short code', withBase({ code: 'BA' }), [`code-grammar ${location}/code`]],
    ['a space before a code', withBase({ code: ' BAS' }), [`code-grammar ${location}/code`]],
    ['blank name', withBase({ name: ' ' }), [`name-length ${location}/name`]],
    ['no target', withBase({ replacedBy: 'G.POP.XXX' }), [`replaced-by-target ${location}/replacedBy`]],
    ['node null', { layers: [null], aliases: [] }, ['wrong-type /layers/0']],
    [
      'children missing and of the wrong type',
      {
        layers: [
          { ...songs, categories: {} },
          { ...songs, categories: undefined },
        ],
        aliases: [],
      },
      ['wrong-type /layers/0/categories', 'missing-member /layers/1'],
    ],
    [
      'alias without target',
      { layers: [], aliases: [{ alias: 'G.A' }] },
      ['missing-member /aliases/0', 'layer-required /layers'],
    ],
    [
      'alias to nowhere',
      { layers: [], aliases: [{ alias: 'G.AB', target: 'G.ABC' }] },
      ['alias-target /aliases/0/target', 'layer-required /layers'],
    ],
    [
      'unknown member',
      { layers: [], aliases: [], data: 1 },
      ['unknown-member /data', 'layer-required /layers'],
    ],
    ['nothing', { layers: [], aliases: [] }, ['layer-required /layers']],
    ['no aliases', { layers: [] }, ['missing-member ']],
    ['layers an object', { layers: {}, aliases: [] }, ['wrong-type /layers']],
  ];
  it.each(rows)('%s → refused with rule and location', (_, source, issues) => {
    const reading = readText(JSON.stringify(source));
    expect(issuesOf(reading)).toEqual(issues);
    expect(reading.taxonomy).toBeUndefined();
    for (const { detail, remedy } of reading.issues) expect(`${detail} ${remedy}`).toMatch(/\. \w.*\.$/);
  });

  it.each([
    [null, 'null'],
    [[], 'array'],
    [1, 'number'],
  ])('a name that is %j → the detail says: %s', (name, type) => {
    const [issue] = readText(JSON.stringify(withBase({ name }))).issues;
    expect(issue?.detail).toBe(`name must be a string; found: ${type}.`);
  });

  it('spaces around a name and a description → removed, and not reported', () => {
    const { issues, taxonomy } = readText(
      JSON.stringify(withBase({ name: ' Base\u00A0', description: '\tWhat belongs here.\n' })),
    );
    expect([issues, taxonomy?.layers[0]?.categories[0]?.subcategories[0]]).toMatchObject([
      [],
      { name: 'Base', description: 'What belongs here.' },
    ]);
  });

  it('a description of 500 characters, each of two units → read', () => {
    expect(readText(JSON.stringify(withBase({ description: '🎵'.repeat(500) }))).issues).toEqual([]);
  });

  it('members given twice → the node that has them', () => {
    const text = JSON.stringify(withBase({})).replace('"code":"BAS"', '"code":"BAS" , "c\\u006fde" : "BAT"');
    expect(issuesOf(readText(text))).toEqual([`duplicate-key ${location}/code`]);
    expect(issuesOf(readText('{"layers":[],"layers":[],"aliases":[]}'))).toEqual(['duplicate-key /layers']);
  });

  it('__proto__ as a member → named, and pollutes nothing', () => {
    const text = JSON.stringify(withBase({})).replace('"code":"BAS"', '"code":"BAS","__proto__":{"x":1}');
    expect(issuesOf(readText(text))).toEqual([`unknown-member ${location}/__proto__`]);
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});

describe('skipInvalid', () => {
  it('a bad node with good ones below, and an alias to one of them → everything left out is listed', () => {
    const dance = { ...pop, code: 'DNC', numericCode: '002' };
    const source = {
      layers: [{ ...songs, categories: [{ ...pop, name: '' }, dance] }],
      aliases: [
        { alias: 'G.POP.OLD', target: 'G.POP.BAS' },
        { alias: 'G.DNC.OLD', target: 'G.DNC.BAS' },
      ],
    };
    const reading = readText(JSON.stringify(source), { skipInvalid: true });
    expect(issuesOf(reading)).toEqual([
      'name-length /layers/0/categories/0/name',
      'alias-target /aliases/0/target',
    ]);
    expect(skippedOf(reading)).toEqual([
      '/layers/0/categories/0 category G.POP 2',
      '/aliases/0 alias G.POP.OLD 0',
    ]);
    expect(reading.taxonomy).toEqual({
      layers: [{ ...songs, categories: [dance] }],
      aliases: [source.aliases[1]],
    });
    expect(reading.locationOf('/layers/0/categories/0/subcategories/0/code')).toEqual({
      pointer: '/layers/0/categories/1/subcategories/0/code',
    });
    expect(reading.locationOf('/version')).toEqual({ pointer: '/version' });
  });

  it('members of a node and of an alias given twice → these alone are left out', () => {
    const other = { ...base, code: 'TSW', numericCode: '002' };
    const source = {
      layers: [{ ...songs, categories: [{ ...pop, subcategories: [base, other] }] }],
      aliases: [{ alias: 'G.POP.OLD', target: 'G.POP.BAS' }],
    };
    const text = JSON.stringify(source)
      .replace('"code":"TSW"', '"code":"TSW","code":"TSX"')
      .replace('"alias":', '"alias":"G.POP.OLDER","alias":');
    const reading = readText(text, { skipInvalid: true });
    expect(issuesOf(reading)).toEqual([
      'duplicate-key /layers/0/categories/0/subcategories/1/code',
      'duplicate-key /aliases/0/alias',
    ]);
    expect(reading.taxonomy).toEqual({ layers: [songs], aliases: [] });
  });

  it('a code that is empty or long → listed as a question mark, or cut', () => {
    const bad = ['', 'X'.repeat(60)].map((code) => ({ ...pop, code }));
    const source = { layers: [{ ...songs, categories: [pop, ...bad] }], aliases: [] };
    expect(skippedOf(readText(JSON.stringify(source), { skipInvalid: true }))).toEqual([
      '/layers/0/categories/1 category G.? 2',
      `/layers/0/categories/2 category G.${'X'.repeat(40)} 2`,
    ]);
  });

  it('a layer whose nodes are all left out → left out without an issue of its own, and nothing is accepted', () => {
    const bad = { ...pop, subcategories: [{ ...pop.subcategories[0], code: 'x' }] };
    const layers = [{ ...songs, categories: [bad] }];
    const reading = readText(JSON.stringify({ layers, aliases: [] }), { skipInvalid: true });
    expect(issuesOf(reading)).toEqual(['code-grammar /layers/0/categories/0/subcategories/0/code']);
    expect(skippedOf(reading)).toEqual(['/layers/0 layer G 3']);
    expect(reading.taxonomy).toBeUndefined();
  });

  it('a rule that the whole taxonomy breaks → refused nevertheless', () => {
    const layers = Array.from({ length: 27 }, () => songs);
    const reading = readText(JSON.stringify({ layers, aliases: [] }), { skipInvalid: true });
    expect(reading.taxonomy).toBeUndefined();
    expect(issuesOf(reading)).toEqual(['layer-limit /layers']);
  });
});
