import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diff } from '../../taxonomy/diff.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { evolvedPair } from '../../taxonomy/testing/arbitraries.ts';
import { type Release, type ReleaseInfo, releaseInfo, type Taxonomy } from '../../taxonomy/tree.ts';
import { countChanges, renderChanges, renderList } from './render.ts';

// On a terminal the head is bold.
const plain = (text: string) => stripVTControlCharacters(text).split('\n');

const base = { code: 'BAS', numericCode: '001', name: 'Base' };
const pop = { code: 'POP', numericCode: '001', name: 'Pop' };
const songs = (node: object, alias = 'G.POP.BAS'): Taxonomy => ({
  layers: [
    {
      code: 'G',
      numericCode: '1',
      name: 'Songs',
      categories: [{ ...pop, subcategories: [base, { ...base, code: 'HIP', numericCode: '002', ...node }] }],
    },
  ],
  aliases: [{ alias: 'G.POP.OLD', target: alias }],
});

it.each([
  ['renamed', { name: 'Hip' }, 'renamed         G.POP.HIP                 Base → Hip'],
  ['renumbered', { numericCode: '003' }, 'renumbered      G.POP.HIP                 002 → 003'],
  [
    'deprecated',
    { deprecated: true, replacedBy: 'G.POP.BAS' },
    'deprecated      G.POP.HIP                 replaced by G.POP.BAS',
  ],
  ['described', { description: 'New' }, 'modified        G.POP.HIP                 another description'],
])('a node %s → its row', (_, members, row) => {
  const [before, after] = [songs({}), songs(members)];
  expect(plain(renderChanges(before, diff(before, after)))).toEqual([expect.stringMatching(/^change/), row]);
});

it('an alias with another target, a removed node → rows with old and new values', () => {
  const before = songs({});
  const [, alias] = plain(renderChanges(before, diff(before, songs({}, 'G.POP.HIP'))));
  expect(alias).toBe('modified        G.POP.OLD                 alias of G.POP.BAS → G.POP.HIP');
  const changes = diff(before, { layers: [], aliases: [] });
  expect(plain(renderChanges(before, changes))[2]).toBe('removed         G.POP.HIP                 002 Base');
  expect(countChanges(changes)).toBe('0 added, 0 modified, 5 removed');
});

it('a name with control characters → escaped', () => {
  const before = songs({});
  expect(renderChanges(before, diff(before, songs({ name: '\u001b[2J\n' })))).toContain('\\u001b[2J\\u000a');
});

it('any changes → no line of more than 80 columns, one for each change', () => {
  const [before, after] = bundledReleases as [Release, Release];
  const pairs = fc.oneof(fc.constant([before, after] as const), evolvedPair);
  fc.assert(
    fc.property(pairs, ([from, to]) => {
      const changes = diff(from, to);
      const lines = plain(renderChanges(from, changes));
      expect(lines).toHaveLength(1 + changes.length);
      expect(lines.filter((line) => [...line].length > 80)).toEqual([]);
    }),
  );
});

it('releases → one line each with publisher and note, escaped and cut to 80 columns', () => {
  const [older, newer] = bundledReleases.map(releaseInfo) as [ReleaseInfo, ReleaseInfo];
  const published = {
    ...newer,
    version: '1234.1234.1234',
    lastUpdated: '2026-11-22T09:00:00.123Z',
    publisher: 'an-editor-with-a-long-name',
    note: '\u009b2J The regional styles of the spring review.',
  };
  expect(plain(renderList([published, older]))).toEqual([
    'version         published             items  publisher         note',
    '1234.1234.1234  2026-11-22T09:00:00Z    335  an-editor-with-…  \\u009b2J The reg…',
    '1.2.2           2026-09-01T09:00:00Z    334',
  ]);
});
