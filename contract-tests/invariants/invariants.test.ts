import { describe, expect, it } from 'vitest';
import { body, edited, type Fault, invariants, useInvariants } from './testing/use-invariants.ts';

const failuresOf = useInvariants();
const api = '/api/taxonomy';

describe('invariants', () => {
  it.each(invariants.map(({ name }) => name))('our own server: %s', async (name) => {
    expect(await failuresOf(name)).toBe('');
  });

  it.each<[invariant: string, want: string, at: string, make: Fault['make']]>([
    ['getTaxonomy has the checksum of its tree', '/checksum its tree has', '', body('"Songs"', '"Song"')],
    ['getTaxonomy has the checksum of its tree', 'the canonical order has', '', swapLayers()],
    ['getVersion tells of the tree', '/version getTaxonomy has "1.2.3"', '/version', body('1.2.3', '1.2.2')],
    ['getVersion tells of the tree', '/totalItems', '/version', body('335', '336')],
    ['getVersion tells of the tree', '/checksum', '/version', body('5e92', '5e93')],
    [
      'getHealth counts the tree',
      '/totalCategories',
      '/health',
      body('"totalCategories":85', '"totalCategories":84'),
    ],
    ['listLayers is the tree', '/layers/1/name', '/layers', body('"Stars"', '"Star"')],
    ['listLayers is the tree', '/count', '/layers', body('"count":10', '"count":11')],
    [
      'listCategories is the tree, layer by layer',
      '/categories/T /categories/0/numericCode',
      '/categories/T',
      body('001', '003'),
    ],
    [
      'listSubcategories is the tree, category by category',
      'W/BCH /subcategories/1/code',
      '/subcategories/W/BCH',
      swapCodes(),
    ],
    ['getFullSync is the tree', '/metadata/totalItems', '/sync', body('335', '334')],
    ['getFullSync is the tree', '/layers/0/name', '/sync', body('Songs', 'Song')],
    [
      'getIncrementalSync since today has no changes',
      '/since',
      '/sync/incremental\\?.*',
      body('"since":"1.2.3"', '"since":"1.2.2"'),
    ],
    [
      'getIncrementalSync since 1.2.2 leads to the tree',
      'changes applied /layers/2',
      '/sync/incremental\\?.*',
      dropChange(),
    ],
    [
      'getIncrementalSync since 1.2.2 leads to the tree',
      'Loop_Challenge',
      '/sync/incremental\\?.*',
      body('Loop_Challenge', 'Loop'),
    ],
    [
      'listReleases falls from the current one',
      '/0 falling order has "1.2.3"',
      '/releases',
      edited<{ releases: unknown[] }>(({ releases }) => releases.reverse()),
    ],
    ['listReleases falls from the current one', '/count', '/releases', body('"count":2', '"count":3')],
    ['listReleases falls from the current one', 'newest /totalItems', '/releases', body('335', '336')],
    ['getRelease is what listReleases tells', '1.2.2 /totalItems', '/releases', body('334', '333')],
    [
      'getRelease is what listReleases tells',
      '1.2.2 /checksum its content has',
      '/releases/1.2.2',
      body('"Stars"', '"Star"'),
    ],
    ['getRelease is what listReleases tells', '/layers/1/name', '/releases/1.2.3', body('"Stars"', '"Star"')],
    [
      'getIncrementalSync since any release leads to the tree',
      'changes applied /layers/1',
      '/releases/1.2.2',
      body('"Stars"', '"Star"'),
    ],
    ['convertBatch converts every address of the tree', '/results/1/output', '/convert/batch', swapResults()],
    [
      'convertBatch converts every address of the tree',
      '/converted',
      '/convert/batch',
      body(/"converted":\d+/, '"converted":1'),
    ],
    [
      'convertHfnToMfa converts as the tree says',
      '/mfa the tree has',
      '/convert/hfn-to-mfa',
      body(/"mfa":"(\d+)\./, '"mfa":"11.'),
    ],
    [
      'convertMfaToHfn converts as the tree says',
      '/hfn',
      '/convert/mfa-to-hfn',
      body(/"hfn":"(\w)\.\w+/, '"hfn":"$1.QQQ'),
    ],
    [
      'conversions refuse what the tree lacks',
      '/value',
      '/convert/hfn-to-mfa',
      body('"value":"ZZZ"', '"value":"ZZX"'),
    ],
  ])('%s: %s at %s', async (invariant, want, at, make) => {
    expect(await failuresOf(invariant, { at: new RegExp(`${api}${at}$`), make: forgiving(make) })).toContain(
      want,
    );
  });
});

// The answers to some of the requests have nothing to break: it is enough that others have.
function forgiving(make: Fault['make']): Fault['make'] {
  return (answer) => {
    try {
      return make(answer);
    } catch {
      return answer;
    }
  };
}

function swapLayers() {
  return edited<{ layers: unknown[] }>(({ layers }) => layers.reverse());
}

function swapCodes() {
  return edited<{ subcategories: { code: string }[] }>(({ subcategories: [one, two] }) => {
    [one!.code, two!.code] = [two!.code, one!.code];
  });
}

function swapResults() {
  return edited<{ results: { output: string }[] }>(({ results: [one, two] }) => {
    [one!.output, two!.output] = [two!.output, one!.output];
  });
}

function dropChange() {
  return edited<{ changes: unknown[] }>(({ changes }) => changes.shift());
}
