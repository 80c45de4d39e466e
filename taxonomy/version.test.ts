import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from './change.ts';
import { diff } from './diff.ts';
import { evolvedPair } from './testing/arbitraries.ts';
import { compareVersions, nextVersion, parseVersion } from './version.ts';

const node = { code: 'HPM', numericCode: '007', name: 'Hipster' };
const at = { layer: 'S', category: 'POP', subcategory: 'HPM' };

describe('parseVersion', () => {
  it('MAJOR.MINOR.PATCH → its parts, of any size within 32 characters', () => {
    expect(parseVersion('1.20.3')).toEqual({ major: 1n, minor: 20n, patch: 3n });
    expect(parseVersion('0.0.9007199254740993')).toEqual({ major: 0n, minor: 0n, patch: 9007199254740993n });
    expect(parseVersion(`1.2.${'9'.repeat(28)}`).patch).toBe(10n ** 28n - 1n);
  });

  const malformed = [
    '',
    '1.2',
    '1.2.3.4',
    'v1.2.3',
    '01.2.3',
    '1.02.3',
    '1.2.3-rc',
    '1.2.3+build',
    ' 1.2.3',
    '1.2.3\n',
    '1.2.x',
    '-1.2.3',
    '١.2.3',
    '%00',
    `1.2.${'9'.repeat(29)}`,
    '9'.repeat(400),
  ];
  it.each(malformed)('%j → malformed-version', (text) => {
    expect(() => parseVersion(text)).toThrow(
      expect.objectContaining({ name: 'TaxonomyError', details: { code: 'malformed-version' } }),
    );
  });

  it('a long text → the message has its first 32 characters', () => {
    expect(() => parseVersion('9'.repeat(400))).toThrow(`The version "${'9'.repeat(32)}" is not`);
  });

  it('any string → accepted exactly when it is three numbers within 32 characters', () => {
    const pattern = /^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}$/;
    fc.assert(
      fc.property(fc.oneof(fc.stringMatching(pattern), fc.string()), (text) => {
        const isVersion = text.length <= 32 && pattern.test(text);
        if (isVersion) expect(Object.values(parseVersion(text)).join('.')).toBe(text);
        else expect(() => parseVersion(text)).toThrow('MAJOR.MINOR.PATCH');
      }),
    );
  });
});

describe('compareVersions', () => {
  it('versions in any order → sorted by number, not by text', () => {
    const sorted = ['0.0.1', '0.1.0', '1.2.3', '1.2.10', '1.10.0', '2.0.0', '10.0.0'];
    expect(sorted.toReversed().sort(compareVersions)).toEqual(sorted);
    expect(compareVersions('1.2.3', '1.2.3')).toBe(0);
  });

  it('numbers that exceed a double → still distinguished', () => {
    expect(compareVersions('0.0.9007199254740993', '0.0.9007199254740992')).toBe(1);
  });
});

describe('nextVersion', () => {
  const table: [situation: string, changes: Change[], next: string][] = [
    ['nothing', [], '1.2.3'],
    ['a name', [{ type: 'modified', ...at, node, kind: 'renamed' }], '1.2.4'],
    ['a description', [{ type: 'modified', ...at, node }], '1.2.4'],
    ['a node added', [{ type: 'added', ...at, node }], '1.3.0'],
    ['an alias added', [{ type: 'added', alias: 'S.POP.HIP', target: 'S.POP.HPM' }], '1.3.0'],
    ['a node deprecated', [{ type: 'modified', ...at, node, kind: 'deprecated' }], '1.3.0'],
    ['a node restored', [{ type: 'modified', ...at, node, kind: 'restored' }], '1.3.0'],
    ['a node removed', [{ type: 'removed', ...at }], '2.0.0'],
    ['a node renumbered', [{ type: 'modified', ...at, node, kind: 'renumbered' }], '2.0.0'],
    [
      'a node moved',
      [
        { type: 'removed', ...at, kind: 'moved' },
        { type: 'added', ...at, category: 'RCK', node, kind: 'moved' },
      ],
      '2.0.0',
    ],
    ['an alias dropped', [{ type: 'removed', alias: 'S.POP.HIP' }], '2.0.0'],
    ['an alias to another node', [{ type: 'modified', alias: 'S.POP.HIP', target: 'S.POP' }], '2.0.0'],
    [
      'several → the highest bump',
      [
        { type: 'removed', alias: 'S.POP.HIP' },
        { type: 'added', ...at, node },
        { type: 'modified', ...at, node, kind: 'renamed' },
      ],
      '2.0.0',
    ],
  ];
  it.each(table)('changes: %s → the version they require', (_, changes, next) => {
    expect(nextVersion('1.2.3', changes)).toBe(next);
  });

  it('any two taxonomies → the version rises exactly when something changed', () => {
    fc.assert(
      fc.property(evolvedPair, ([a, b]) => {
        const changes = diff(a, b);
        expect(compareVersions(nextVersion('1.2.3', changes), '1.2.3')).toBe(changes.length > 0 ? 1 : 0);
      }),
    );
  });
});
