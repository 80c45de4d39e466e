import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksum } from './canonical.ts';
import { applyChanges } from './diff.ts';
import { TaxonomyError } from './error.ts';
import { inCanonicalOrder } from './flat.ts';
import { historyOf } from './history.ts';
import { type PreparedRelease, prepareRelease } from './publication.ts';
import { bundledReleases } from './releases/index.ts';
import { checkHistory } from './rules.ts';
import { evolvedPair, reordered, validTaxonomy } from './testing/arbitraries.ts';
import type { Node, Release, Taxonomy } from './tree.ts';
import { compareVersions } from './version.ts';

const now = new Date('2026-03-01T12:00:00Z');

function publish(
  taxonomy: Taxonomy,
  earlier: readonly Release[] = [],
  bump?: 'minor' | 'major',
): PreparedRelease {
  const prepared = prepareRelease({ ...after(earlier), taxonomy, bump, now });
  if (prepared.unchanged) throw new Error('The content is unchanged.');
  return prepared;
}

function after(earlier: readonly Release[]) {
  return { current: earlier.at(-1), history: historyOf(earlier) };
}

const base = { code: 'BAS', numericCode: '001', name: 'Base' };
const pop = { code: 'POP', numericCode: '001', name: 'Pop' };
const hip = { code: 'HIP', numericCode: '002', name: 'Hip' };
const songs = (...subcategories: Node[]): Taxonomy => ({
  layers: [{ code: 'G', numericCode: '1', name: 'Songs', categories: [{ ...pop, subcategories }] }],
  aliases: [],
});

describe('the version', () => {
  const { release: first } = publish(songs(base));
  const rows: [what: string, next: Taxonomy, bump: 'minor' | 'major' | undefined, version: string][] = [
    ['a name', songs({ ...base, name: 'Basis' }), undefined, '1.0.1'],
    ['a name, minor asked', songs({ ...base, name: 'Basis' }), 'minor', '1.1.0'],
    ['a name, major asked', songs({ ...base, name: 'Basis' }), 'major', '2.0.0'],
    ['an addition', songs(base, hip), undefined, '1.1.0'],
    ['an addition, minor asked', songs(base, hip), 'minor', '1.1.0'],
    ['an addition, major asked', songs(base, hip), 'major', '2.0.0'],
    ['a removal', songs(), undefined, '2.0.0'],
    ['a removal, minor asked', songs(), 'minor', '2.0.0'],
  ];
  it.each(rows)('%s → as the changes ask, or higher', (_, next, bump, version) => {
    expect(publish(next, [first], bump).release.version).toBe(version);
  });

  it('first release → 1.0.0, whatever bump is asked', () => {
    expect(publish(songs(base), [], 'major').release.version).toBe('1.0.0');
  });
});

describe('prepareRelease', () => {
  it('a taxonomy → the members of a release in the order of the contract, its time the one given', () => {
    const { release } = publish(songs(base));
    expect(Object.keys(release)).toEqual(['version', 'checksum', 'lastUpdated', 'layers', 'aliases']);
    expect(release.lastUpdated).toBe('2026-03-01T12:00:00.000Z');
  });

  it('broken rules and reused numbers → all of them, at their places in the taxonomy as given', () => {
    const { release } = publish(songs(base, hip));
    const next = songs({ ...hip, name: '' }, { ...base, code: 'NEW' });
    const error = thrownBy(() => publish(next, [release]));
    expect(error.details).toMatchObject({
      code: 'rule-violation',
      violations: [
        { rule: 'name-length', pointer: '/layers/0/categories/0/subcategories/0/name' },
        { rule: 'number-reused', pointer: '/layers/0/categories/0/subcategories/1/numericCode' },
      ],
    });
    expect(error.message).toContain('(2 violations in all)');
  });

  it('a number of the release before last → still refused', () => {
    const { release: first } = publish(songs(base, hip));
    const { release: second } = publish(songs(base), [first]);
    expect(() => publish(songs(base, { ...hip, code: 'NEW' }), [first, second])).toThrow('gave to HIP');
  });

  it('each bundled release → may be published again, above the current version', () => {
    const [before, current] = bundledReleases as [Release, Release];
    expect(prepareRelease({ ...after(bundledReleases), taxonomy: current, now })).toEqual({
      unchanged: true,
    });
    const { release } = publish(before, bundledReleases);
    expect(release).toMatchObject({ version: '2.0.0', checksum: before.checksum });
  });
});

describe('laws', () => {
  it('the same content in any order → unchanged', () => {
    const orders = validTaxonomy.chain((taxonomy) => fc.tuple(fc.constant(taxonomy), reordered(taxonomy)));
    fc.assert(
      fc.property(orders, ([taxonomy, other]) => {
        const { release } = publish(taxonomy);
        expect(prepareRelease({ ...after([release]), taxonomy: other, now })).toEqual({ unchanged: true });
      }),
    );
  });

  it('two releases → the version rises, and the changes lead to the checksum announced', () => {
    fc.assert(
      fc.property(evolvedPair, fc.constantFrom(undefined, 'minor', 'major'), ([from, to], bump) => {
        const { release: first } = publish(from);
        fc.pre(checksum(to) !== first.checksum && checkHistory(to, first, historyOf([first])).length === 0);
        const { release, changes, reverse } = publish(to, [first], bump);
        expect(compareVersions(release.version, first.version)).toBe(1);
        expect(checksum(applyChanges(first, changes))).toBe(release.checksum);
        expect(reverse.version).toBe(release.version);
        expect(checksum(applyChanges(release, reverse.changes))).toBe(first.checksum);
        expect(inCanonicalOrder(release)).toEqual({ layers: release.layers, aliases: release.aliases });
      }),
    );
  });

  it('rolled back after any change → the old content under a higher version', () => {
    fc.assert(
      fc.property(evolvedPair, ([from, to]) => {
        const { release: first } = publish(from);
        fc.pre(checksum(to) !== first.checksum && checkHistory(to, first, historyOf([first])).length === 0);
        const { release: second } = publish(to, [first]);
        const { release: third } = publish(first, [first, second]);
        expect(third.checksum).toBe(first.checksum);
        expect(compareVersions(third.version, second.version)).toBe(1);
      }),
    );
  });
});

function thrownBy(action: () => unknown): TaxonomyError {
  try {
    action();
  } catch (error) {
    if (error instanceof TaxonomyError) return error;
  }
  throw new Error('No TaxonomyError was thrown.');
}
