import { describe, expect, it } from 'vitest';
import { bundledReleases } from './releases/index.ts';
import { createSnapshot } from './snapshot.ts';

const release = bundledReleases.at(-1)!;

describe('createSnapshot', () => {
  it('a release → the release itself, its counts, one entry per subcategory and direction', () => {
    const snapshot = createSnapshot(release);
    expect(snapshot.release).toBe(release);
    expect(snapshot.counts.totalItems).toBe(335);
    expect([snapshot.byHfn.size, snapshot.byMfa.size]).toEqual([250, 250]);
    expect(snapshot.byMfa.get('2.001.007')).toBe(snapshot.byHfn.get('S.POP.HPM'));
    expect(snapshot.targetByAlias.get('G.POP.SWIFT')).toBe('G.POP.TSW');
  });

  it('one code or number for two subcategories → refused, naming the rule, rather than one shadowing the other', () => {
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
});
