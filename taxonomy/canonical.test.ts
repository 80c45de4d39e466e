import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalForm, checksum } from './canonical.ts';
import { inCanonicalOrder } from './flat.ts';
import { reordered, validTaxonomy } from './testing/arbitraries.ts';
import type { Taxonomy } from './tree.ts';

const taxonomy: Taxonomy = {
  layers: [
    { code: 'S', numericCode: '2', name: 'Stars', categories: [] },
    {
      code: 'G',
      numericCode: '1',
      name: 'Songs',
      categories: [
        {
          numericCode: '001',
          code: 'POP',
          name: 'Pop "é"\n',
          subcategories: [
            { name: 'Tale', code: 'TSW', numericCode: '012', replacedBy: 'G.POP', deprecated: true },
          ],
        },
      ],
    },
  ],
  aliases: [{ target: 'G.POP.TSW', alias: 'G.POP.SWIFT' }],
};
const lines = String.raw`{"G":{"code":"G","name":"Songs","numericCode":"1"}}
{"G.POP":{"code":"POP","name":"Pop \"é\"\n","numericCode":"001"}}
{"G.POP.SWIFT":{"target":"G.POP.TSW"}}
{"G.POP.TSW":{"code":"TSW","deprecated":true,"name":"Tale","numericCode":"012","replacedBy":"G.POP"}}
{"S":{"code":"S","name":"Stars","numericCode":"2"}}
`;

describe('canonicalForm', () => {
  it('a taxonomy → one line per node and alias, members and lines sorted', () => {
    expect(canonicalForm(taxonomy)).toBe(lines);
  });

  it('an empty taxonomy → no lines', () => {
    expect(canonicalForm({ layers: [], aliases: [] })).toBe('');
  });
});

describe('checksum', () => {
  it('a taxonomy → SHA-256 of its canonical form in UTF-8', () => {
    expect(checksum(taxonomy)).toBe(createHash('sha256').update(lines).digest('hex'));
  });

  it('the same content in another order → the same checksum', () => {
    const cases = validTaxonomy.chain((given) => fc.tuple(fc.constant(given), reordered(given)));
    fc.assert(
      fc.property(cases, ([given, shuffled]) => {
        expect(checksum(shuffled)).toBe(checksum(given));
        expect(inCanonicalOrder(shuffled)).toEqual(inCanonicalOrder(given));
      }),
    );
  });

  it('another version and time → the same checksum', () => {
    const release = {
      ...taxonomy,
      version: '9.9.9',
      checksum: 'f'.repeat(64),
      lastUpdated: '2030-01-01T00:00:00Z',
    };
    expect(checksum(release)).toBe(checksum(taxonomy));
  });

  it('any content that differs → another checksum', () => {
    fc.assert(
      fc.property(validTaxonomy, validTaxonomy, (a, b) => {
        const sameText = JSON.stringify(inCanonicalOrder(a)) === JSON.stringify(inCanonicalOrder(b));
        if (!sameText) expect(canonicalForm(a)).not.toBe(canonicalForm(b));
      }),
    );
  });
});
