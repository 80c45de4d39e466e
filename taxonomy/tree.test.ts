import { describe, expect, it } from 'vitest';
import { inCanonicalOrder } from './flat.ts';
import { countNodes, releaseInfo, type Taxonomy, walkNodes } from './tree.ts';

const pop = {
  code: 'POP',
  numericCode: '001',
  name: 'Pop',
  subcategories: [
    { code: 'HPM', numericCode: '007', name: 'Hipster' },
    { code: 'BAS', numericCode: '001', name: 'Base' },
  ],
};
const taxonomy: Taxonomy = {
  layers: [
    { code: 'R', numericCode: '10', name: 'Rights', categories: [] },
    { code: 'S', numericCode: '2', name: 'Stars', categories: [pop] },
  ],
  aliases: [
    { alias: 'S.POPULAR', target: 'S.POP' },
    { alias: 'S.POP.OLD', target: 'S.POP.BAS' },
  ],
};

describe('walkNodes', () => {
  it('a tree → every node, parents first, with path and pointer', () => {
    expect([...walkNodes(taxonomy)].map(({ level, path, pointer }) => [level, path, pointer])).toEqual([
      ['layer', 'R', '/layers/0'],
      ['layer', 'S', '/layers/1'],
      ['category', 'S.POP', '/layers/1/categories/0'],
      ['subcategory', 'S.POP.HPM', '/layers/1/categories/0/subcategories/0'],
      ['subcategory', 'S.POP.BAS', '/layers/1/categories/0/subcategories/1'],
    ]);
  });
});

describe('countNodes', () => {
  it('a tree → counts per level, layers not among the items', () => {
    expect(countNodes(taxonomy)).toEqual({
      layerCount: 2,
      totalCategories: 1,
      totalSubcategories: 2,
      totalItems: 3,
    });
  });

  it('an empty taxonomy → zeros', () => {
    expect(Object.values(countNodes({ layers: [] }))).toEqual([0, 0, 0, 0]);
  });
});

describe('inCanonicalOrder', () => {
  it('siblings in any order → by number, not by text; aliases by code unit', () => {
    const { layers, aliases } = inCanonicalOrder(taxonomy);
    expect(layers.map((layer) => layer.numericCode)).toEqual(['2', '10']);
    expect(layers[0]!.categories[0]!.subcategories.map((node) => node.code)).toEqual(['BAS', 'HPM']);
    expect(aliases.map(({ alias }) => alias)).toEqual(['S.POP.OLD', 'S.POPULAR']);
  });
});

it('releaseInfo of a release → version, checksum, time and counts, without the tree', () => {
  const release = { version: '1.0.0', checksum: 'c', lastUpdated: '2026-01-01T00:00:00Z', ...taxonomy };
  const { layers, aliases, ...own } = release;
  expect(releaseInfo(release)).toEqual({ ...own, ...countNodes(taxonomy) });
});
