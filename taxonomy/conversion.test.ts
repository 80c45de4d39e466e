import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Conversion, convertHfnToMfa, convertMfaToHfn } from './conversion.ts';
import { TaxonomyError, type TaxonomyErrorDetails } from './error.ts';
import { HFN_PATTERN, MFA_PATTERN } from './notation.ts';
import { bundledReleases, defaultRelease } from './releases/index.ts';
import { createSnapshot, type Snapshot, subcategoryEntries } from './snapshot.ts';
import { anyString, canonicalHfn } from './testing/address-arbitraries.ts';
import { snapshotOf, validTaxonomy } from './testing/arbitraries.ts';
import type { Node, Taxonomy } from './tree.ts';

const current = createSnapshot(defaultRelease);

const leaf = (code: string, numericCode: string, more: Partial<Node> = {}): Node => ({
  code,
  numericCode,
  name: code,
  ...more,
});
const sample: Taxonomy = {
  layers: [
    {
      ...leaf('S', '2'),
      categories: [
        { ...leaf('POP', '001'), subcategories: [leaf('BAS', '001'), leaf('HPM', '007')] },
        {
          ...leaf('RCK', '002', { deprecated: true, replacedBy: 'S.POP' }),
          subcategories: [
            leaf('BAS', '001'),
            leaf('CLR', '002', { deprecated: true, replacedBy: 'S.POP.HPM' }),
            leaf('GAR', '003', { deprecated: true }),
          ],
        },
      ],
    },
    { ...leaf('C', '9'), categories: [{ ...leaf('RMX', '001'), subcategories: [leaf('POP', '001')] }] },
    {
      ...leaf('R', '10', { deprecated: true }),
      categories: [{ ...leaf('MVR', '001'), subcategories: [leaf('BAS', '001')] }],
    },
  ],
  aliases: [
    { alias: 'S.POP.HIPSTER', target: 'S.POP.HPM' },
    { alias: 'S.POPULAR', target: 'S.POP' },
    { alias: 'S.POPULAR.FIRST', target: 'S.POP.BAS' },
  ],
};
const snapshot = snapshotOf(sample);

describe('convertHfnToMfa', () => {
  const table: [situation: string, given: string, want: Conversion][] = [
    ['canonical', 'S.POP.HPM.001', { hfn: 'S.POP.HPM.001', mfa: '2.001.007.001' }],
    ['lower case, white space', ' s.pop.hpm.001\n', { hfn: 'S.POP.HPM.001', mfa: '2.001.007.001' }],
    ['long sequence, suffix', 'S.POP.HPM.1000.MP3', { hfn: 'S.POP.HPM.1000.mp3', mfa: '2.001.007.1000.mp3' }],
    [
      'subcategory alias',
      'S.POP.HIPSTER.001',
      { hfn: 'S.POP.HPM.001', mfa: '2.001.007.001', aliasOf: 'S.POP.HPM' },
    ],
    [
      'category alias',
      'S.POPULAR.BAS.001',
      { hfn: 'S.POP.BAS.001', mfa: '2.001.001.001', aliasOf: 'S.POP.BAS' },
    ],
    [
      'alias below an aliased category',
      'S.POPULAR.HIPSTER.001',
      { hfn: 'S.POP.HPM.001', mfa: '2.001.007.001', aliasOf: 'S.POP.HPM' },
    ],
    [
      'alias of the whole path below an aliased category',
      'S.POPULAR.FIRST.001',
      { hfn: 'S.POP.BAS.001', mfa: '2.001.001.001', aliasOf: 'S.POP.BAS' },
    ],
    [
      'deprecated category',
      'S.RCK.BAS.001',
      { hfn: 'S.RCK.BAS.001', mfa: '2.002.001.001', deprecated: true, replacedBy: 'S.POP' },
    ],
    [
      'replacement at two depths → the deeper one',
      'S.RCK.CLR.001',
      { hfn: 'S.RCK.CLR.001', mfa: '2.002.002.001', deprecated: true, replacedBy: 'S.POP.HPM' },
    ],
    [
      'deprecated without a replacement → the replacement of its category',
      'S.RCK.GAR.001',
      { hfn: 'S.RCK.GAR.001', mfa: '2.002.003.001', deprecated: true, replacedBy: 'S.POP' },
    ],
    ['deprecated layer', 'R.MVR.BAS.001', { hfn: 'R.MVR.BAS.001', mfa: '10.001.001.001', deprecated: true }],
    [
      'composite → every component, first alias, first replacement',
      'c.rmx.pop.001:r.mvr.bas.002+s.rck.clr.003+s.popular.first.004+s.pop.hipster.005.set',
      {
        hfn: 'C.RMX.POP.001:R.MVR.BAS.002+S.RCK.CLR.003+S.POP.BAS.004+S.POP.HPM.005.set',
        mfa: '9.001.001.001:10.001.001.002+2.002.002.003+2.001.001.004+2.001.007.005.set',
        deprecated: true,
        replacedBy: 'S.POP.HPM',
        aliasOf: 'S.POP.BAS',
      },
    ],
  ];
  it.each(table)('HFN: %s → both canonical forms', (_, given, want) => {
    expect(convertHfnToMfa(snapshot, given)).toStrictEqual(want);
    const { aliasOf, ...canonical } = want;
    expect(convertMfaToHfn(snapshot, want.mfa)).toStrictEqual(canonical);
  });
});

describe('unknown addresses', () => {
  type Unknown = Omit<Extract<TaxonomyErrorDetails, { code: 'unknown-address' }>, 'code'>;
  const hfn: [given: string, want: Unknown, message: string][] = [
    [
      'S.POP.HPN.001',
      { segment: 'subcategory', value: 'HPN', suggestions: ['HPM'] },
      'Unknown subcategory "HPN" in S.POP. Did you mean HPM?',
    ],
    [
      's.pop.hipsters.001',
      { segment: 'subcategory', value: 'HIPSTERS', suggestions: ['HIPSTER', 'HPM', 'BAS'] },
      'Did you mean HIPSTER, HPM, BAS?',
    ],
    [
      'S.POPULAR.FURST.001',
      { segment: 'subcategory', value: 'FURST', suggestions: ['FIRST', 'BAS'] },
      'Unknown subcategory "FURST" in S.POPULAR. Did you mean FIRST',
    ],
    [
      'S.POPULAR.HIPSTERS.001',
      { segment: 'subcategory', value: 'HIPSTERS', suggestions: ['HIPSTER', 'FIRST', 'HPM', 'BAS'] },
      'Unknown subcategory "HIPSTERS" in S.POPULAR. Did you mean HIPSTER',
    ],
    [
      'S.POP.XXX.001',
      { segment: 'subcategory', value: 'XXX', suggestions: [] },
      'Unknown subcategory "XXX" in S.POP. Known there: BAS, HPM.',
    ],
    [
      'S.ROK.BAS.001',
      { segment: 'category', value: 'ROK', suggestions: ['RCK', 'POP'] },
      'Unknown category "ROK" in S. Did you mean RCK, POP?',
    ],
    [
      'S.POPULER.BAS.001',
      { segment: 'category', value: 'POPULER', suggestions: ['POPULAR', 'POP'] },
      'Did you mean POPULAR',
    ],
    [
      'Q.POP.BAS.001',
      { segment: 'layer', value: 'Q', suggestions: [] },
      'Unknown layer "Q". Known there: S, C, R.',
    ],
    [
      'C.RMX.POP.001:S.POP.BAS.001+S.POP.BAZ.001',
      { segment: 'subcategory', value: 'BAZ', suggestions: ['BAS'] },
      'Unknown subcategory "BAZ" in S.POP (component 2). Did you mean BAS?',
    ],
  ];
  it.each(hfn)('unknown HFN %s → its segment, its value and near codes', (given, want, message) => {
    const error = errorOf(() => convertHfnToMfa(snapshot, given));
    expect(error.details).toEqual({ code: 'unknown-address', ...want });
    expect(error.message).toContain(message);
  });

  const mfa: [given: string, want: Unknown, message: string][] = [
    [
      '2.001.099.001',
      { segment: 'subcategory', value: '099', suggestions: ['007', '001'] },
      'Unknown subcategory "099" in 2.001. Did you mean 007, 001?',
    ],
    [
      '2.003.001.001',
      { segment: 'category', value: '003', suggestions: ['002', '001'] },
      'Unknown category "003" in 2. Did you mean 002, 001?',
    ],
    [
      '8.001.001.001',
      { segment: 'layer', value: '8', suggestions: ['9', '10', '2'] },
      'Unknown layer "8". Did you mean 9, 10, 2?',
    ],
    [
      '9.001.001.001:2.001.001.001+2.001.004.001',
      { segment: 'subcategory', value: '004', suggestions: ['001', '007'] },
      '(component 2)',
    ],
  ];
  it.each(mfa)('unknown MFA %s → its segment, its value and near numbers', (given, want, message) => {
    const error = errorOf(() => convertMfaToHfn(snapshot, given));
    expect(error.details).toEqual({ code: 'unknown-address', ...want });
    expect(error.message).toContain(message);
  });

  it('a code that exists under the alias and under its target → suggested once', () => {
    const aliases = [...sample.aliases, { alias: 'S.POPULAR.HPM', target: 'S.POP.BAS' }];
    const twice = snapshotOf({ ...sample, aliases });
    const { details } = errorOf(() => convertHfnToMfa(twice, 'S.POPULAR.HPX.001'));
    expect(details).toMatchObject({ suggestions: ['HPM'] });
  });

  it('more than five near codes → five; more than ten siblings → ten and a count', () => {
    const near = errorOf(() => convertMfaToHfn(current, '2.001.099.001')).details;
    expect(near).toMatchObject({ suggestions: ['016', '015', '014', '013', '012'] });
    const { message } = errorOf(() => convertHfnToMfa(current, 'S.POP.XXX.001'));
    expect(message).toMatch(/Known there: (\w{3}, ){9}\w{3} and 6 more\.$/);
  });

  it('an empty taxonomy → the message says that nothing is published', () => {
    const error = errorOf(() => convertHfnToMfa(snapshotOf({ layers: [], aliases: [] }), 'S.POP.BAS.001'));
    expect(error.message).toBe('Unknown layer "S". Nothing has been published there.');
  });
});

it('the longest composite → converts to MFA and back', () => {
  const components = Array(15).fill('R.MVR.BAS.000000000001').join('+');
  const hfn = `C.RMX.POP.000000000001:${components}.12345678`;
  const { mfa } = convertHfnToMfa(snapshot, hfn);
  expect(mfa.length).toBeGreaterThan(hfn.length);
  expect(convertMfaToHfn(snapshot, mfa).hfn).toBe(hfn);
});

describe('invariants', () => {
  const populated = validTaxonomy.map(snapshotOf).filter(({ counts }) => counts.totalSubcategories > 0);

  it('round trip → identity over every node of every bundled release', () => {
    for (const release of bundledReleases) {
      const bundled = createSnapshot(release);
      for (const { hfn: path } of subcategoryEntries(release)) {
        const { mfa } = convertHfnToMfa(bundled, `${path}.001`);
        expect(convertMfaToHfn(bundled, mfa).hfn).toBe(`${path}.001`);
      }
    }
  });

  it('round trip → identity for any valid taxonomy, sequence, suffix and composite', () => {
    const cases = populated.chain((any) => fc.tuple(fc.constant(any), canonicalHfn(any)));
    fc.assert(fc.property(cases, ([any, hfn]) => roundTrip(any, hfn)));
    fc.assert(fc.property(canonicalHfn(current), (hfn) => roundTrip(current, hfn)));
  });

  it('converting a result again → the same result, no longer an alias', () => {
    const typed = populated.chain((any) => fc.tuple(fc.constant(any), fc.mixedCase(canonicalHfn(any))));
    fc.assert(
      fc.property(typed, ([any, text]) => {
        const first = convertHfnToMfa(any, text);
        expect(convertHfnToMfa(any, first.hfn)).toEqual(first);
      }),
    );
  });

  it('every alias → the address of its target', () => {
    fc.assert(
      fc.property(populated, (any) => {
        for (const { alias, target } of any.release.aliases) {
          const below = subcategoryEntries(any.release)
            .map(({ hfn }) => hfn)
            .filter((path) => path === target || path.startsWith(`${target}.`));
          for (const path of below) {
            const typed = `${alias}${path.slice(target.length)}.001`;
            expect(convertHfnToMfa(any, typed)).toMatchObject({ hfn: `${path}.001`, aliasOf: path });
          }
        }
      }),
    );
  });

  it('any string → a canonical conversion or a TaxonomyError', () => {
    for (const convert of [convertHfnToMfa, convertMfaToHfn]) {
      fc.assert(
        fc.property(anyString, (text) => {
          try {
            const { hfn, mfa } = convert(current, text);
            expect(hfn).toMatch(new RegExp(HFN_PATTERN));
            expect(mfa).toMatch(new RegExp(MFA_PATTERN));
          } catch (error) {
            expect(error).toBeInstanceOf(TaxonomyError);
          }
        }),
        { numRuns: 2000 },
      );
    }
  });
});

function roundTrip(any: Snapshot, hfn: string): void {
  const there = convertHfnToMfa(any, hfn);
  expect(there.hfn).toBe(hfn);
  expect(convertMfaToHfn(any, there.mfa)).toEqual(there);
}

function errorOf(action: () => unknown): TaxonomyError {
  try {
    action();
  } catch (error) {
    if (error instanceof TaxonomyError) return error;
  }
  throw new Error('expected a TaxonomyError');
}
