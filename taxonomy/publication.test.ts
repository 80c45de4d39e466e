import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksum } from './canonical.ts';
import { applyChanges } from './change.ts';
import { inCanonicalOrder } from './flat.ts';
import { historyOf } from './history.ts';
import { checkHistory } from './history-rules.ts';
import { type PreparedRelease, prepareRelease } from './publication.ts';
import { bundledReleases } from './releases/index.ts';
import { evolvedPair, reordered, validTaxonomy } from './testing/arbitraries.ts';
import type { Node, Release, Taxonomy } from './tree.ts';
import { compareVersions } from './version.ts';

const now = new Date('2026-03-01T12:00:00Z');

function publish(
  taxonomy: Taxonomy,
  earlier: readonly Release[] = [],
  bump?: 'minor' | 'major',
): PreparedRelease {
  const prepared = prepareRelease({ ...following(earlier), taxonomy, bump, now });
  if (prepared.status !== 'prepared') throw new Error(JSON.stringify(prepared));
  return prepared;
}

function following(earlier: readonly Release[]) {
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
    ['a name, minor requested', songs({ ...base, name: 'Basis' }), 'minor', '1.1.0'],
    ['a name, major requested', songs({ ...base, name: 'Basis' }), 'major', '2.0.0'],
    ['an addition', songs(base, hip), undefined, '1.1.0'],
    ['an addition, minor requested', songs(base, hip), 'minor', '1.1.0'],
    ['an addition, major requested', songs(base, hip), 'major', '2.0.0'],
    ['a removal', songs(hip), undefined, '2.0.0'],
    ['a removal, minor requested', songs(hip), 'minor', '2.0.0'],
  ];
  it.each(rows)(
    '%s → the version that the changes require, or higher if requested',
    (_, next, bump, version) => {
      expect(publish(next, [first], bump).release.version).toBe(version);
    },
  );

  it('first release → 1.0.0, whatever bump is requested', () => {
    expect(publish(songs(base), [], 'major').release.version).toBe('1.0.0');
  });

  it('first release → every node is added, and nothing leads back', () => {
    const { changes, reverse } = publish(songs(base));
    expect(changes.map(({ type }) => type)).toEqual(['added', 'added', 'added']);
    expect(reverse).toEqual({ version: '1.0.0', changes: [] });
  });
});

describe('prepareRelease', () => {
  it('a taxonomy → a release with its members in the order of the contract, and the given time', () => {
    const { release } = publish(songs(base));
    expect(Object.keys(release)).toEqual(['version', 'checksum', 'lastUpdated', 'layers', 'aliases']);
    expect(release.lastUpdated).toBe('2026-03-01T12:00:00.000Z');
  });

  const times: [situation: string, before: string, clock: string, time: string][] = [
    ['after', '2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.001Z', '2026-03-01T12:00:00.001Z'],
    ['the same', '2026-03-01T12:00:00Z', '2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00Z'],
    ['a millisecond before', '2026-03-01T12:00:00.001Z', '2026-03-01T12:00:00Z', '2026-03-01T12:00:00.001Z'],
    ['years before', '2026-03-01T12:00:00.000Z', '1970-01-01T00:00:00Z', '2026-03-01T12:00:00.000Z'],
    [
      'within the same millisecond',
      '2026-03-01T12:00:00.000999Z',
      '2026-03-01T12:00:00Z',
      '2026-03-01T12:00:00.000999Z',
    ],
  ];
  it.each(times)(
    'the clock is %s the time of the current release → the later time',
    (_, before, clock, time) => {
      const current = { ...publish(songs(base)).release, lastUpdated: before };
      const request = { ...following([current]), taxonomy: songs(hip), now: new Date(clock) };
      expect(prepareRelease(request)).toMatchObject({ status: 'prepared', release: { lastUpdated: time } });
    },
  );

  it('a note that breaks a rule → violation with its pointer', () => {
    expect(prepareRelease({ ...following([]), taxonomy: songs(base), note: 'New ', now })).toMatchObject({
      status: 'violations',
      violations: [{ rule: 'note-space', pointer: '/note', detail: 'The note begins or ends with a space.' }],
    });
  });

  it('broken rules and reused numbers → all violations, with pointers into the taxonomy as given', () => {
    const { release } = publish(songs(base, hip));
    const taxonomy = songs({ ...hip, name: '' }, { ...base, code: 'NEW' });
    expect(prepareRelease({ ...following([release]), taxonomy, now })).toMatchObject({
      status: 'violations',
      violations: [
        { rule: 'name-length', pointer: '/layers/0/categories/0/subcategories/0/name' },
        { rule: 'number-reused', pointer: '/layers/0/categories/0/subcategories/1/numericCode' },
      ],
    });
  });

  it('a number that the release before last gave to another code → violation', () => {
    const { release: first } = publish(songs(base, hip));
    const { release: second } = publish(songs(base), [first]);
    expect(() => publish(songs(base, { ...hip, code: 'NEW' }), [first, second])).toThrow('gave to HIP');
  });

  it('each bundled release → may be published again, above the current version', () => {
    const [before, current] = bundledReleases as [Release, Release];
    expect(prepareRelease({ ...following(bundledReleases), taxonomy: current, now })).toEqual({
      status: 'unchanged',
    });
    const { release } = publish(before, bundledReleases);
    expect(release).toMatchObject({ version: '2.0.0', checksum: before.checksum });
  });
});

describe('invariants', () => {
  it('the same content in any order → unchanged', () => {
    const orders = validTaxonomy.chain((taxonomy) => fc.tuple(fc.constant(taxonomy), reordered(taxonomy)));
    fc.assert(
      fc.property(orders, ([taxonomy, other]) => {
        const { release } = publish(taxonomy);
        expect(prepareRelease({ ...following([release]), taxonomy: other, now })).toEqual({
          status: 'unchanged',
        });
      }),
    );
  });

  it('two releases → the version rises, and the changes lead to its checksum', () => {
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

  it('a clock that jumps → the time of a release is never before that of the one before', () => {
    const clocks = fc.array(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(clocks, (moments) => {
        const releases: Release[] = [];
        for (const [index, now] of moments.entries()) {
          const taxonomy = songs({ ...base, name: `Name ${index}` });
          const prepared = prepareRelease({ ...following(releases), taxonomy, now });
          if (prepared.status === 'prepared') releases.push(prepared.release);
        }
        const times = releases.map(({ lastUpdated }) => lastUpdated);
        expect(times).toHaveLength(moments.length);
        expect(times).toEqual(times.toSorted());
      }),
    );
  });

  it('rollback after any change → the old content with a higher version', () => {
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
