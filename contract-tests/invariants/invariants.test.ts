import { describe, expect, it } from 'vitest';
import { body, edited, invariants, type ResponseChange, useInvariants } from './testing/use-invariants.ts';

const failuresOf = useInvariants();
const api = '/api/taxonomy';

describe('invariants', () => {
  it.each(invariants.map(({ name }) => name))('our own server → passes: %s', async (name) => {
    expect(await failuresOf(name)).toBe('');
  });

  it.each<[invariant: string, want: string, at: string, change: ResponseChange['change']]>([
    ['getTaxonomy has the checksum of its tree', '/checksum its tree has', '', body('"Songs"', '"Song"')],
    ['getTaxonomy has the checksum of its tree', 'the canonical order has', '', swapLayers()],
    ['getVersion describes the tree', '/version getTaxonomy has "1.2.3"', '/version', body('1.2.3', '1.2.2')],
    ['getVersion describes the tree', '/totalItems', '/version', body('335', '336')],
    ['getVersion describes the tree', '/checksum', '/version', body('5e92', '5e93')],
    [
      'getHealth counts the tree',
      '/totalCategories',
      '/health',
      body('"totalCategories":85', '"totalCategories":84'),
    ],
    ['listLayers agrees with the tree', '/layers/1/name', '/layers', body('"Stars"', '"Star"')],
    ['listLayers agrees with the tree', '/count', '/layers', body('"count":10', '"count":11')],
    [
      'listCategories agrees with the tree',
      '/categories/T /categories/0/numericCode',
      '/categories/T',
      body('001', '003'),
    ],
    [
      'listSubcategories agrees with the tree',
      'W/BCH /subcategories/1/code',
      '/subcategories/W/BCH',
      swapCodes(),
    ],
    ['getFullSync equals the tree', '/metadata/totalItems', '/sync', body('335', '334')],
    ['getFullSync equals the tree', '/layers/0/name', '/sync', body('Songs', 'Song')],
    [
      'getIncrementalSync since the current version is empty',
      '/since',
      '/sync/incremental\\?.*',
      body('"since":"1.2.3"', '"since":"1.2.2"'),
    ],
    [
      'getIncrementalSync since 1.2.2 reproduces the tree',
      'changes applied /layers/2',
      '/sync/incremental\\?.*',
      dropChange(),
    ],
    [
      'getIncrementalSync since 1.2.2 reproduces the tree',
      'Loop_Challenge',
      '/sync/incremental\\?.*',
      body('Loop_Challenge', 'Loop'),
    ],
    [
      'listReleases descends from the current release',
      '/0 descending order has "1.2.3"',
      '/releases',
      edited<{ releases: unknown[] }>(({ releases }) => releases.reverse()),
    ],
    ['listReleases descends from the current release', '/count', '/releases', body('"count":2', '"count":3')],
    ['listReleases descends from the current release', 'newest /totalItems', '/releases', body('335', '336')],
    ['getRelease agrees with listReleases', '1.2.2 /totalItems', '/releases', body('334', '333')],
    [
      'getRelease agrees with listReleases',
      '1.2.2 /checksum its content has',
      '/releases/1.2.2',
      body('"Stars"', '"Star"'),
    ],
    ['getRelease agrees with listReleases', '/layers/1/name', '/releases/1.2.3', body('"Stars"', '"Star"')],
    [
      'getIncrementalSync since any release reproduces the tree',
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
      'convertHfnToMfa agrees with the tree',
      '/mfa the tree has',
      '/convert/hfn-to-mfa',
      body(/"mfa":"(\d+)\./, '"mfa":"11.'),
    ],
    [
      'convertMfaToHfn agrees with the tree',
      '/hfn',
      '/convert/mfa-to-hfn',
      body(/"hfn":"(\w)\.\w+/, '"hfn":"$1.QQQ'),
    ],
    [
      'conversions refuse unknown addresses',
      '/value',
      '/convert/hfn-to-mfa',
      body('"value":"ZZZ"', '"value":"ZZX"'),
    ],
  ])('%s, with a wrong response → fails: %s at %s', async (invariant, want, at, change) => {
    expect(
      await failuresOf(invariant, { at: new RegExp(`${api}${at}$`), change: lenient(change) }),
    ).toContain(want);
  });
});

// Some of the responses do not contain the text to change. Another response does, or the test fails.
function lenient(change: ResponseChange['change']): ResponseChange['change'] {
  return (response) => {
    try {
      return change(response);
    } catch {
      return response;
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
