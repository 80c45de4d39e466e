import { describe, expect, it } from 'vitest';
import { reverseDelta } from '../../taxonomy/history.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { countNodes, releaseInfo } from '../../taxonomy/tree.ts';
import { DamagedRelease } from './damage.ts';
import {
  deltaChecksum,
  nameOf,
  readChanges,
  readInfo,
  readProvenance,
  readRelease,
  rowChecksum,
  type StoredRow,
  text,
} from './stored-row.ts';

const [older, newest] = bundledReleases as [(typeof bundledReleases)[0], (typeof bundledReleases)[0]];
const bytes = (value: unknown) => Buffer.from(String(value));

/** A row as a database returns it, each column as bytes. Null stays null. */
function rowOf(columns: object): StoredRow {
  const entries = Object.entries(columns).map(([name, value]) => [
    name,
    value === null || value instanceof Uint8Array ? value : bytes(value),
  ]);
  return { sequence: 2, ...Object.fromEntries(entries) };
}

const info = releaseInfo(newest);
const tree = JSON.stringify({ layers: newest.layers, aliases: newest.aliases });
const releaseColumns = { ...info, tree, rowChecksum: rowChecksum(info, tree) };
const badByte = Buffer.from([0xff, 0x31]);

function damageOf(read: () => unknown): Pick<DamagedRelease, 'release' | 'reason' | 'part'> {
  try {
    read();
  } catch (error) {
    if (!(error instanceof DamagedRelease)) throw error;
    const { release, reason, part } = error;
    return { release, reason, part };
  }
  throw new Error('it was read');
}

describe('the info of a release', () => {
  it('a whole row, as Buffer or as ArrayBuffer → the info', () => {
    expect(readInfo(rowOf(info))).toEqual(info);
    const buffers = Object.entries(info).map(([name, value]) => [
      name,
      new TextEncoder().encode(`${value}`).buffer,
    ]);
    expect(readInfo({ sequence: 1, ...Object.fromEntries(buffers) })).toEqual(info);
  });

  it.each([
    ['version', '0.0.0'],
    ['version', '10.20.30'],
    ['version', '1234567890.1234567890.1234567890'],
    ['lastUpdated', '2026-01-31T23:59:59Z'],
    ['lastUpdated', '2026-01-31T23:59:59.123456789Z'],
    ['totalItems', 0],
    ['totalItems', 999_999_999],
  ])('%s %s → read', (column, value) => {
    expect(readInfo(rowOf({ ...info, [column]: value }))).toMatchObject({ [column]: value });
  });

  const wrong: [column: string, values: unknown[]][] = [
    [
      'version',
      ['', '1.2', '1.2.3.4', '01.2.3', '1.2.03', 'v1.2.3', '1.2.3-rc', '1.2.3\n', `${'1'.repeat(29)}.1.1`],
    ],
    ['checksum', ['', 'a'.repeat(63), 'a'.repeat(65), 'A'.repeat(64), `${'a'.repeat(63)}g`]],
    [
      'lastUpdated',
      [
        '',
        '2026-01-31',
        '2026-01-31T23:59:59',
        '2026-01-31T23:59:59.Z',
        '2026-01-31T23:59:59.1234567890Z',
        'x2026-01-31T23:59:59Z',
        '2026-01-31T23:59:59Zx',
        '026-01-31T23:59:59Z',
        '2026-1-31T23:59:59Z',
        '2026-01-31T3:59:59Z',
        '2026-01-31 23:59:59Z',
      ],
    ],
    ...['layerCount', 'totalCategories', 'totalSubcategories', 'totalItems'].map(
      (column): [string, unknown[]] => [column, ['', '-1', '01', '1.5', '1000000000', 'x1', '1x']],
    ),
  ];
  it.each(wrong)('a %s that cannot be right → damaged', (column, values) => {
    for (const value of values)
      expect([value, damageOf(() => readInfo(rowOf({ ...info, [column]: value })))]).toEqual([
        value,
        {
          release: column === 'version' ? '#2' : '1.2.3',
          reason: `its ${column} cannot be right`,
          part: 'release',
        },
      ]);
  });

  it('a time that no calendar has → damaged', () => {
    const lastUpdated = '2026-13-01T00:00:00Z';
    expect(damageOf(() => readInfo(rowOf({ ...info, lastUpdated }))).reason).toBe('its time is not a time');
  });

  it.each([
    ['not UTF-8', badByte],
    ['null', null],
    ['missing', undefined],
    ['a number', 7],
  ])('a column is %s → damaged', (_, checksum) => {
    const row = { ...rowOf(info), checksum };
    expect(damageOf(() => readInfo(row))).toEqual({
      release: '1.2.3',
      reason: 'its checksum is not text in UTF-8',
      part: 'release',
    });
  });

  it('a byte order mark → a character, not dropped', () => {
    const row = { ...rowOf(info), version: bytes('\ufeff1.2.3') };
    expect(damageOf(() => readInfo(row)).reason).toBe('its version cannot be right');
  });
});

it.each([
  ['1.2.3', '1.2.3'],
  ['1.2', '#2'],
  [badByte, '#2'],
])('the version %s → the name of the release is %s', (version, name) => {
  expect(nameOf(rowOf({ version }))).toBe(name);
});

describe('the provenance', () => {
  const none = { version: '1.2.3', publisher: null, tokenId: null, keyId: null, note: null };

  it.each([
    [{}, {}],
    [{ publisher: 'a', tokenId: 'b\nc', keyId: 'd', note: 'e “♫”' }, undefined],
    [{ publisher: 'x'.repeat(255), note: 'x'.repeat(500) }, undefined],
  ])('%j → read', (given, want) => {
    expect(readProvenance(rowOf({ ...none, ...given }))).toEqual(want ?? given);
  });

  it.each([
    ['publisher', ''],
    ['publisher', 'x'.repeat(256)],
    ['tokenId', 'x'.repeat(256)],
    ['keyId', ''],
    ['note', ''],
    ['note', 'x'.repeat(501)],
    ['note', 'a\nb'],
    ['note', '\u202Ea'],
    ['note', 'a\u2066'],
  ])('a %s that is refused before it is stored → damaged', (column, value) => {
    expect(damageOf(() => readProvenance(rowOf({ ...none, [column]: value })))).toEqual({
      release: '1.2.3',
      reason: `its ${column} cannot be right`,
      part: 'provenance',
    });
  });
});

describe('a release', () => {
  it('a whole row → the release', () => {
    expect(readRelease(rowOf(releaseColumns))).toEqual(newest);
  });

  it('a row of an older process, without a checksum of its own → the release, when its content is whole', () => {
    expect(readRelease(rowOf({ ...releaseColumns, rowChecksum: null }))).toEqual(newest);
  });

  const otherTree = JSON.stringify({ layers: older.layers, aliases: older.aliases });
  const notWhole = 'its content does not have its checksum';
  const damages: [what: string, columns: object, reason: string][] = [
    ['half of a tree', { tree: tree.slice(0, -9) }, 'its tree is not JSON'],
    ['a tree that is not UTF-8', { tree: badByte }, 'its tree is not text in UTF-8'],
    ['no tree', { tree: 'null' }, notWhole],
    ['another tree', { tree: otherTree }, notWhole],
    ['what is no tree', { tree: '{"layers":{"a":1},"aliases":7}' }, notWhole],
    ['another checksum', { checksum: '0'.repeat(64) }, notWhole],
    ['another count', { totalItems: countNodes(newest).totalItems + 1 }, notWhole],
  ];
  it.each(damages)('%s → damaged, with and without a checksum of the row', (_, columns, reason) => {
    for (const rowChecksum of [releaseColumns.rowChecksum, null]) {
      const row = rowOf({ ...releaseColumns, ...columns, rowChecksum });
      expect(damageOf(() => readRelease(row))).toEqual({ release: '1.2.3', reason, part: 'release' });
    }
  });

  it.each([
    ['another time', { lastUpdated: '2026-01-31T23:59:59Z' }, notWhole],
    [
      'a checksum of the row that is not UTF-8',
      { rowChecksum: badByte },
      'its rowChecksum is not text in UTF-8',
    ],
  ])('%s → damaged', (_, columns, reason) => {
    expect(damageOf(() => readRelease(rowOf({ ...releaseColumns, ...columns }))).reason).toBe(reason);
  });
});

describe('a reverse delta', () => {
  const { changes } = reverseDelta(newest, older);
  const rowWith = (value: unknown, changesChecksum: unknown = null) =>
    rowOf({
      version: '1.2.3',
      changes: typeof value === 'string' ? value : JSON.stringify(value),
      changesChecksum,
    });

  it('its changes, with their checksum or without one → read', () => {
    const stored = JSON.stringify(changes);
    expect(changes.length).toBeGreaterThan(0);
    for (const sum of [deltaChecksum(2, stored), null])
      expect(readChanges(rowWith(stored, sum))).toEqual(changes);
  });

  it('its checksum → that of its place and its text', () => {
    expect(deltaChecksum(2, '[]')).toBe('3f08e6babe9e345c53befe3e6657bf93aed39a3639b68ff7ddfe65ec0404ff9c');
  });

  const node = { code: 'A', numericCode: '1', name: 'B' };
  it.each([
    [{ type: 'removed', alias: 'A.B' }],
    [{ type: 'added', alias: 'A.B', target: 'C.D' }],
    [{ type: 'modified', alias: 'A.B', target: 'C.D' }],
    [{ type: 'removed', layer: 'A' }],
    [{ type: 'added', layer: 'A', node }],
    [{ type: 'modified', layer: 'A', node }],
  ])('%j → a change', (change) => {
    expect(readChanges(rowWith([change]))).toEqual([change]);
  });

  const notChanges = 'its reverse delta is not a list of changes';
  it.each([
    [7],
    [{ length: 0 }],
    [null],
    [[7]],
    [[null]],
    [[{ type: 'moved', layer: 'A', node }]],
    [[{ layer: 'A', node }]],
    [[{ type: 'removed' }]],
    [[{ type: 'removed', alias: 7 }]],
    [[{ type: 'added', alias: 'A.B' }]],
    [[{ type: 'modified', alias: 7, target: 'C.D' }]],
    [[{ type: 'modified', alias: 'A.B', target: 7 }]],
    [[{ type: 'added', layer: 7, node }]],
    [[{ type: 'added', layer: 'A' }]],
    [[{ type: 'added', layer: 'A', node: { ...node, code: 7 } }]],
    [[{ type: 'added', layer: 'A', node: { ...node, numericCode: 7 } }]],
    [[{ type: 'modified', layer: 'A', node: { ...node, name: 7 } }]],
    [[{ type: 'removed', layer: 'A' }, 7]],
  ])('%j → damaged', (value) => {
    expect(damageOf(() => readChanges(rowWith(value)))).toEqual({
      release: '1.2.3',
      reason: notChanges,
      part: 'delta',
    });
  });

  it.each([
    ['half of its text', '[{"type"', null, 'its changes is not JSON'],
    [
      'the checksum of another place',
      '[]',
      deltaChecksum(1, '[]'),
      'its reverse delta does not have its checksum',
    ],
    [
      'the checksum of other changes',
      '[]',
      deltaChecksum(2, '[7]'),
      'its reverse delta does not have its checksum',
    ],
    ['a checksum that is not UTF-8', '[]', badByte, 'its changesChecksum is not text in UTF-8'],
  ])('%s → damaged', (_, stored, sum, reason) => {
    expect(damageOf(() => readChanges(rowWith(stored, sum)))).toEqual({
      release: '1.2.3',
      reason,
      part: 'delta',
    });
  });
});

it('a text that is not named otherwise → damaged under the version of its row', () => {
  expect(damageOf(() => text(rowOf({ version: '1.2.3', a: 'b' }), 'a', /c/)).release).toBe('1.2.3');
});
