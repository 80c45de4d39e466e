import { describe, expect, it } from 'vitest';
import { issuesOf, readText } from './testing/sources.ts';

const remarks = '/scalability_features';

/** A song layer with one category and two subcategories, beside remarks on the whole. */
function source({ layers = {}, categories = {}, mappings = {}, deprecated = [] as unknown } = {}): string {
  const subcategories = { '001': { code: 'BAS', name: 'Base' }, '002': { code: 'TSW', name: 'Swift' } };
  const pop = { code: 'POP', name: 'Pop', subcategories };
  return JSON.stringify({
    scalability_features: {
      category_mappings: mappings,
      versioning: { current_version: 'v1', deprecated_categories: deprecated },
    },
    G: {
      name: 'Songs',
      categories: { '001': pop, ...categories },
      naming_convention: '',
      metadata_fields: {},
    },
    ...layers,
    future_layers: { X: {} },
  });
}

describe('the enriched JSON', () => {
  it('a valid source → numbers from keys and the fixed table, aliases and deprecations from the remarks', () => {
    const deprecated = [
      { code: 'G.001.001', deprecated_in: 'v1', replaced_by: 'G.001.002' },
      { code: 'G.001' },
    ];
    const mappings = { aliases: { 'G.POP.SWIFT': 'G.POP.TSW' }, legacy_codes: {} };
    const rights = {
      code: 'MVR',
      name: 'Video',
      subcategories: { '001': { code: 'BAS', name: '\tBase' } },
    };
    const { format, taxonomy, issues } = readText(
      source({ deprecated, mappings, layers: { R: { name: ' Rights ', categories: { '001': rights } } } }),
    );
    expect({ format, issues }).toEqual({ format: 'enriched-json', issues: [] });
    const base = { code: 'BAS', numericCode: '001', name: 'Base', deprecated: true, replacedBy: 'G.POP.TSW' };
    const swift = { code: 'TSW', numericCode: '002', name: 'Swift' };
    const pop = { code: 'POP', numericCode: '001', name: 'Pop', deprecated: true };
    expect(taxonomy).toEqual({
      layers: [
        {
          code: 'G',
          numericCode: '1',
          name: 'Songs',
          categories: [{ ...pop, subcategories: [base, swift] }],
        },
        {
          code: 'R',
          numericCode: '10',
          name: 'Rights',
          categories: [
            {
              code: 'MVR',
              numericCode: '001',
              name: 'Video',
              subcategories: [{ code: 'BAS', numericCode: '001', name: 'Base' }],
            },
          ],
        },
      ],
      aliases: [{ alias: 'G.POP.SWIFT', target: 'G.POP.TSW' }],
    });
  });

  const list = `${remarks}/versioning/deprecated_categories`;
  const rows: [given: string, source: string, issues: string[]][] = [
    [
      'a node keyed by a letter, without code',
      source({ categories: { L: { name: 'Look', subcategories: {} } } }),
      ['number-key /G/categories/L', 'missing-member /G/categories/L'],
    ],
    [
      'keys that hold three digits, and more',
      source({
        categories: {
          '0021': { code: 'DNC', name: 'D', subcategories: {} },
          x002: { code: 'RCK', name: 'R', subcategories: {} },
        },
      }),
      ['number-key /G/categories/0021', 'number-key /G/categories/x002'],
    ],
    [
      'nested products',
      source({
        categories: {
          '002': {
            code: 'DNC',
            name: 'D',
            subcategories: { '001': { code: 'A11', name: 'A', products: {} } },
          },
        },
      }),
      ['unknown-member /G/categories/002/subcategories/001/products'],
    ],
    [
      'a category without subcategories',
      source({ categories: { '002': { code: 'DNC', name: 'D' } } }),
      ['missing-member /G/categories/002'],
    ],
    ['a category that is a string', source({ categories: { '002': 'D' } }), ['wrong-type /G/categories/002']],
    [
      'a code given twice',
      source({
        categories: {
          '002': { code: 'POP', name: 'P', subcategories: { '001': { code: 'A11', name: 'A' } } },
        },
      }),
      ['code-unique /G/categories/002/code'],
    ],
    [
      'a category with no subcategory',
      source({ categories: { '002': { code: 'DNC', name: 'D', subcategories: {} } } }),
      ['child-required /G/categories/002/subcategories'],
    ],
    ['an unknown layer', source({ layers: { Z: { name: 'Zed', categories: {} } } }), ['layer-unknown /Z']],
    [
      '__proto__ for a layer',
      source().replace('{', '{"__proto__":{"categories":{}},'),
      ['layer-unknown /__proto__', 'missing-member /__proto__'],
    ],
    [
      'a legacy code',
      source({ mappings: { legacy_codes: { 'G.001.002': 'G.001.001' } } }),
      [`legacy-code ${remarks}/category_mappings/legacy_codes/G.001.002`],
    ],
    [
      'an alias to nowhere',
      source({ mappings: { aliases: { 'G.POP.OLD': 'G.POP.NEW' } } }),
      [`alias-target ${remarks}/category_mappings/aliases/G.POP.OLD`],
    ],
    [
      'aliases as an array',
      source({ mappings: { aliases: [] } }),
      [`wrong-type ${remarks}/category_mappings/aliases`],
    ],
    [
      'a deprecated node that is not there',
      source({
        deprecated: [
          ...['G.009', 'G.001.001.001', 'G.__proto__', 'future_layers'].map((code) => ({ code })),
          1,
        ],
      }),
      [0, 1, 2, 3, 4].map((index) => `deprecated-unknown ${list}/${index}`),
    ],
    [
      'deprecated nodes that are null or below null',
      source({
        layers: { S: null },
        categories: { '002': null },
        deprecated: [{ code: 'S.001' }, { code: 'G.002' }],
      }),
      [
        `deprecated-unknown ${list}/0`,
        `deprecated-unknown ${list}/1`,
        'wrong-type /G/categories/002',
        'wrong-type /S',
      ],
    ],
    [
      'a replacement that is not there',
      source({ deprecated: [{ code: 'G.001.001', replaced_by: 'G.001.009' }] }),
      [`replacement-unknown ${list}/0/replaced_by`],
    ],
    ['deprecations as an object', source({ deprecated: {} }), [`wrong-type ${list}`]],
  ];
  it.each(rows)('%s → refused with rule and location', (_, text, issues) => {
    const reading = readText(text);
    expect(issuesOf(reading)).toEqual(issues);
    expect(reading.taxonomy).toBeUndefined();
    expect(readText(text, { skipInvalid: true }).taxonomy?.layers[0]?.categories[0]?.code).toBe('POP');
  });

  it('no remarks → read; remarks alone → a layer is required', () => {
    const { scalability_features, ...layers } = JSON.parse(source());
    expect(readText(JSON.stringify(layers)).issues).toEqual([]);
    expect(issuesOf(readText(JSON.stringify({ scalability_features })))).toEqual(['layer-required ']);
  });

  it('an address that is not there → quoted, with 40 characters at most', () => {
    const deprecated = [{ code: `G.${'0'.repeat(60)}` }, { code: 1 }];
    const details = readText(source({ deprecated })).issues.map(({ detail }) => detail);
    expect(details).toEqual([
      `There is no node "G.${'0'.repeat(38)}".`,
      'There is no node with this address.',
    ]);
  });
});
