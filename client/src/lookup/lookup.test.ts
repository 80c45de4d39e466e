import { beforeEach, describe, expect, it, vi } from 'vitest';
import { applyChanges } from '../../../taxonomy/change.ts';
import { defaultRelease } from '../../../taxonomy/releases/index.ts';
import type { Release } from '../../../taxonomy/tree.ts';

vi.mock('../../../taxonomy/search/index-layer.ts', { spy: true });
// Test files share what is loaded: another one may have loaded these modules without the spies.
vi.resetModules();
const { indexLayer, indexLayerInSteps } = await import('../../../taxonomy/search/index-layer.ts');
const { createLookup } = await import('./lookup.ts');

const release: Release = {
  ...defaultRelease,
  aliases: [
    { alias: 'G.POP.SWIFT', target: 'G.POP.TSW' },
    { alias: 'S.POP.HIP', target: 'S.POP.HPM' },
    { alias: 'S.POPULAR', target: 'S.POP' },
    { alias: 'S.POPULAR.DIVA', target: 'G.POP.TSW' },
  ],
};
/** Nothing is indexed yet. */
const newLookup = () => createLookup(structuredClone(release));
const hipster = {
  hfn: 'S.POP.HPM',
  mfa: '2.001.007',
  name: 'Hipster_Male',
  level: 'subcategory',
  path: ['Stars', 'Pop', 'Hipster_Male'],
  code: 'HPM',
  numericCode: '007',
  description: 'Understated male pop performers with an independent style',
};

describe('node', () => {
  it.each<[path: string, hfn: string | undefined]>([
    ['S.POP.HPM', 'S.POP.HPM'],
    ['2.001.007', 'S.POP.HPM'],
    [' s.pop.hpm\n', 'S.POP.HPM'],
    ['S', 'S'],
    ['2', 'S'],
    ['2.001', 'S.POP'],
    ['S.POP.HIP', 'S.POP.HPM'],
    ['S.POPULAR', 'S.POP'],
    ['S.POPULAR.HPM', 'S.POP.HPM'],
    ['S.POPULAR.HIP', 'S.POP.HPM'],
    ['S.POPULAR.DIVA', 'G.POP.TSW'],
    ['', undefined],
    ['.', undefined],
    ['S.', undefined],
    ['S.XXX', undefined],
    ['X.POP.HPM', undefined],
    ['S.001', undefined],
    ['S.POP.HPM.001', undefined],
    ['__proto__', undefined],
  ])('%j → %s', (path, hfn) => {
    expect(newLookup().node(path)?.hfn).toBe(hfn);
  });

  it('a subcategory → its own members, and those of a hit', () => {
    expect(newLookup().node('S.POP.HPM')).toStrictEqual(hipster);
  });

  it('a deprecated node → says so, and what replaces it', () => {
    expect(newLookup().node('W.VIR.MVH')).toMatchObject({ deprecated: true, replacedBy: 'W.VIR.OWD' });
  });
});

describe('children', () => {
  it('no path → the layers; a path in either notation → the nodes below it, each time the same array', () => {
    const lookup = newLookup();
    expect(lookup.children().map(({ code }) => code)).toEqual(release.layers.map(({ code }) => code));
    expect(lookup.children('S.POP')).toContainEqual(hipster);
    expect(lookup.children('2.001')).toBe(lookup.children('S.POPULAR'));
    expect(lookup.children()).toBe(lookup.children());
  });

  it.each(['S.POP.HPM', 'S.XXX', 'S.POP.HPM.001', ''])('%j → none', (path) => {
    const lookup = newLookup();
    expect(lookup.children(path)).toEqual([]);
    expect(lookup.children(path)).toBe(lookup.children('X'));
  });
});

describe('createLookup', () => {
  it('the same release → the same lookup', () => {
    const lookup = createLookup(release);
    expect(createLookup(release)).toBe(lookup);
    expect(createLookup({ ...release })).not.toBe(lookup);
    expect(lookup.release).toBe(release);
  });
});

describe('search', () => {
  const made = () =>
    [...vi.mocked(indexLayer).mock.calls, ...vi.mocked(indexLayerInSteps).mock.calls].map(
      ([{ code }]) => code,
    );
  beforeEach(() => {
    vi.mocked(indexLayer).mockClear();
    vi.mocked(indexLayerInSteps).mockClear();
  });

  it('a search in one layer → the hits there, and no other layer is indexed', () => {
    const { search } = createLookup(structuredClone(release));
    const { version, hits, count, total } = search('base', { layer: 's', limit: 3 });
    expect([version, hits.map(({ hfn }) => hfn), count]).toEqual([
      '1.2.3',
      ['S.POP.BAS', 'S.RCK.BAS', 'S.HIP.BAS'],
      3,
    ]);
    expect(total).toBe(12);
    expect(made().filter((code) => code !== 'S')).toEqual([]);
  });

  it('ready → searches make no index, nor does a second ready', async () => {
    const { ready, search } = createLookup(structuredClone(release));
    await Promise.all([ready(), ready()]);
    expect(made()).toEqual(release.layers.map(({ code }) => code));
    expect(search('hipster').hits).toMatchObject([{ hfn: 'S.POP.HPM' }]);
    expect(search('hipster', { layer: 'G' })).toEqual({ version: '1.2.3', hits: [], count: 0, total: 0 });
    expect(made()).toHaveLength(release.layers.length);
  });

  it('a delta → only the layer that changes is indexed again, and its hits are the new ones', async () => {
    const before = structuredClone(release);
    await createLookup(before).ready();
    vi.mocked(indexLayerInSteps).mockClear();
    const node = { code: 'HPM', numericCode: '007', name: 'Beatnik' };
    const change = { type: 'modified' as const, layer: 'S', category: 'POP', subcategory: 'HPM', node };
    const after = createLookup({ ...before, version: '1.2.4', ...applyChanges(before, [change]) });
    await after.ready();
    expect(made()).toEqual(['S']);
    expect(after.search('beatnik')).toMatchObject({ version: '1.2.4', total: 1 });
    expect(createLookup(before).search('beatnik').total).toBe(0);
  });

  it('other aliases → every layer is indexed again', async () => {
    const before = structuredClone(release);
    await createLookup(before).ready();
    const alias = { alias: 'S.POP.BEATNIK', target: 'S.POP.HPM' };
    const after = createLookup({ ...before, ...applyChanges(before, [{ type: 'added', ...alias }]) });
    expect(after.search('beatnik').hits).toMatchObject([{ hfn: 'S.POP.HPM' }]);
  });
});
