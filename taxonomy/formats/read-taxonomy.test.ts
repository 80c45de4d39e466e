import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundledReleases } from '../releases/index.ts';
import { MAX_SOURCE_BYTES, readTaxonomy } from './read-taxonomy.ts';
import { issuesOf, readText } from './testing/sources.ts';

describe('unreadable sources', () => {
  const release = JSON.stringify(bundledReleases[0], null, 2);
  const rows: [given: string, source: string | Uint8Array, issue: string][] = [
    ['nothing', '', 'format-unknown 1'],
    ['prose', 'songs[1]: G is for songs', 'format-unknown 1'],
    ['an array', '[]', 'format-unknown 1'],
    ['another object', '{"openapi":"3.1.0"}', 'format-unknown 1'],
    ['an image', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]), 'not-utf8 1'],
    ['control characters', '\u0000\u0001', 'format-unknown 1'],
    ['truncated JSON', release.split('\n').slice(0, 20).join('\n'), 'json-syntax 20'],
    ['a comma missing', '{\n"layers": []\n"aliases": []\n}\n', 'json-syntax 3'],
    ['truncated JSON below an empty line', '\n{"layers":', 'json-syntax 2'],
    ['a line break in a string', '{\n"layers": "a\n"}', 'json-syntax 2'],
    ['ten million brackets', '['.repeat(10_000_000), 'json-depth 1'],
    ['brackets within a string', `{"a":"${'['.repeat(100)}\\"["}`, 'format-unknown 1'],
    ['33554432 bytes', new Uint8Array(MAX_SOURCE_BYTES), 'format-unknown 1'],
    ['33554433 bytes', new Uint8Array(MAX_SOURCE_BYTES + 1), 'too-large 1'],
  ];
  it.each(rows)('%s → one issue, with and without skipInvalid', (_, source, issue) => {
    const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
    for (const skipInvalid of [false, true]) {
      const reading = readTaxonomy(bytes, { skipInvalid });
      expect(issuesOf(reading)).toEqual([issue]);
      expect(reading.taxonomy).toBeUndefined();
      expect(reading.skipped).toEqual([]);
      expect(reading.locationOf('/layers/0')).toEqual({ pointer: '/layers/0' });
    }
  });
});

it('two mistakes → a remedy for each', () => {
  const [syntax, format] = ['{', 'x'].map((text) => readText(text).issues[0]?.remedy);
  expect(syntax).not.toBe(format);
});

describe('invariants', () => {
  it('any JSON below layers, aliases or a layer by its letter → read or refused, never thrown', () => {
    const source = fc
      .record({ layers: fc.jsonValue(), aliases: fc.jsonValue(), G: fc.jsonValue() }, { requiredKeys: [] })
      .map((value) => JSON.stringify(value));
    fc.assert(fc.property(source, isReadOrRefused), { numRuns: 500 });
  });

  it('any edit of a release → read or refused, never thrown', () => {
    const text = JSON.stringify(bundledReleases[1]);
    const edit = fc.tuple(fc.nat(text.length), fc.nat(5), fc.string({ maxLength: 5 }));
    const edited = edit.map(([at, length, by]) => text.slice(0, at) + by + text.slice(at + length));
    fc.assert(fc.property(edited, isReadOrRefused), { numRuns: 50 });
  });
});

/** A source is accepted or has issues, and what skipInvalid leaves is accepted. */
function isReadOrRefused(text: string): void {
  const { taxonomy, issues } = readText(text);
  expect(taxonomy === undefined).toBe(issues.length > 0);
  const rest = readText(text, { skipInvalid: true }).taxonomy;
  if (rest) expect(readText(JSON.stringify(rest)).issues).toEqual([]);
}
