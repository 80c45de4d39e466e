import { describe, expect, it } from 'vitest';
import { defaultRelease } from './releases/index.ts';
import { createSnapshot, deprecationOf, subcategoryEntries } from './snapshot.ts';
import { bas, leaf } from './testing/small-trees.ts';

const release = defaultRelease;

describe('createSnapshot', () => {
  it('a release → the release itself, its counts, one entry per subcategory and direction', () => {
    const snapshot = createSnapshot(release);
    expect(snapshot.release).toBe(release);
    expect(snapshot.counts.totalItems).toBe(335);
    const entry = { hfn: 'S.POP.HPM', mfa: '2.001.007', deprecated: false, replacedBy: undefined };
    expect(snapshot.findByHfn('S.POP.HPM')).toEqual(entry);
    expect(snapshot.findByMfa('2.001.007')).toEqual(entry);
    expect(snapshot.targetByAlias.get('G.POP.SWIFT')).toBe('G.POP.TSW');
  });

  it('every subcategory → found by both of its paths, and by nothing that is not one', () => {
    const { findByHfn, findByMfa } = createSnapshot(release);
    const entries = subcategoryEntries(release);
    expect(entries).toHaveLength(250);
    for (const entry of entries) {
      expect(findByHfn(entry.hfn)).toEqual(entry);
      expect(findByMfa(entry.mfa)).toEqual(entry);
    }
    for (const path of ['', '.', 'S', 'S.POP', 'S.POP.', 'S.POP.HPM.001', 'S.POP.XXX', '2.001.007'])
      expect(findByHfn(path), path).toBeUndefined();
  });

  it('two categories with one code or number → refused, because one would hide the children of the other', () => {
    const [layer] = release.layers;
    const [first, second] = layer!.categories;
    for (const twin of [{ code: first!.code }, { numericCode: first!.numericCode }]) {
      const categories = [first!, { ...second!, ...twin }];
      const twins = { ...release, layers: [{ ...layer!, categories }], aliases: [] };
      expect(() => createSnapshot(twins)).toThrow('gives one address to two subcategories');
    }
  });

  it('two subcategories with one code or number → refused with the broken rule', () => {
    const [layer] = release.layers;
    const [category] = layer!.categories;
    const [first, second] = category!.subcategories;
    const withSecond = (twin: object) => ({
      ...release,
      layers: [
        { ...layer!, categories: [{ ...category!, subcategories: [first!, { ...second!, ...twin }] }] },
      ],
      aliases: [],
    });
    const violation = (rule: string) =>
      expect.objectContaining({
        details: { code: 'rule-violation', violations: [expect.objectContaining({ rule })] },
      });
    expect(() => createSnapshot(withSecond({ code: first!.code }))).toThrow(violation('code-unique'));
    expect(() => createSnapshot(withSecond({ numericCode: '001' }))).toThrow(violation('number-unique'));
  });

  it('a deprecated category → so is what is below it', () => {
    const [layer] = release.layers;
    const categories = [
      { ...leaf('OLD', '001', { deprecated: true, replacedBy: 'G.POP' }), subcategories: [bas] },
    ];
    const { findByHfn } = createSnapshot({ ...release, layers: [{ ...layer!, categories }], aliases: [] });
    expect(findByHfn(`${layer!.code}.OLD.BAS`)).toMatchObject({ deprecated: true, replacedBy: 'G.POP' });
  });

  it('two aliases below one category → the codes of both', () => {
    const aliases = ['S.POP.ONE', 'S.POP.TWO'].map((alias) => ({ alias, target: 'S.POP.HPM' }));
    expect(createSnapshot({ ...release, aliases }).aliasCodesBelow).toEqual(
      new Map([['S.POP', ['ONE', 'TWO']]]),
    );
  });
});

it.each([
  ['neither', {}, {}, { deprecated: false, replacedBy: undefined }],
  ['a replacement alone', { replacedBy: 'S.POP' }, {}, { deprecated: false, replacedBy: undefined }],
  ['the parent', {}, { deprecated: true, replacedBy: 'S' }, { deprecated: true, replacedBy: 'S' }],
  [
    'both, the node without a replacement',
    { deprecated: true },
    { deprecated: true, replacedBy: 'S' },
    { deprecated: true, replacedBy: 'S' },
  ],
  [
    'both',
    { deprecated: true, replacedBy: 'S.POP' },
    { deprecated: true, replacedBy: 'S' },
    { deprecated: true, replacedBy: 'S.POP' },
  ],
] as const)('deprecated: %s → whether the node is, and the nearest replacement', (_, node, parent, want) => {
  expect(deprecationOf([leaf('HPM', '007', node), leaf('POP', '001', parent)])).toEqual(want);
});
