import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksum } from './canonical.ts';
import { applyChanges, type Change } from './change.ts';
import { diff } from './diff.ts';
import { inCanonicalOrder } from './flat.ts';
import { bundledReleases } from './releases/index.ts';
import { evolvedPair, validTaxonomy } from './testing/arbitraries.ts';
import { treeFrom } from './testing/tree-from.ts';
import type { Node, Taxonomy } from './tree.ts';

const node = (code: string, numericCode: string, more: Partial<Node> = {}): Node => ({
  code,
  numericCode,
  name: `Name_${code}`,
  ...more,
});

const layer = node('S', '2');
const category = node('POP', '001');
const leaf = node('HPM', '007');

function taxonomy(nodes: Record<string, Node>, aliases: Record<string, string> = {}): Taxonomy {
  const base = { S: layer, 'S.POP': category, 'S.POP.HPM': leaf };
  return treeFrom(new Map(Object.entries({ ...base, ...nodes })), new Map(Object.entries(aliases)));
}

const before = taxonomy({});
const path = { layer: 'S', category: 'POP', subcategory: 'HPM' };

describe('diff', () => {
  const modified: [
    situation: string,
    after: Partial<Node>,
    kind: string | undefined,
    from?: Partial<Node>,
  ][] = [
    ['another name', { name: 'Hipster' }, 'renamed'],
    ['another description', { description: 'Understated' }, undefined],
    ['another number', { numericCode: '008' }, 'renumbered'],
    ['another number and name', { numericCode: '008', name: 'Hipster' }, 'renumbered'],
    ['deprecated', { deprecated: true }, 'deprecated'],
    ['deprecated and renamed', { deprecated: true, name: 'Hipster' }, 'deprecated'],
    ['another replacement', { deprecated: true, replacedBy: 'S.POP' }, 'deprecated', { deprecated: true }],
    ['no longer deprecated', {}, 'restored', { deprecated: true, replacedBy: 'S.POP' }],
    ['deprecated as before, renamed', { deprecated: true, name: 'X' }, 'renamed', { deprecated: true }],
  ];
  it.each(modified)('%s → one modification with its kind', (_, after, kind, from = {}) => {
    const [first, second] = [
      { ...leaf, ...from },
      { ...leaf, ...after },
    ];
    expect(diff(taxonomy({ 'S.POP.HPM': first }), taxonomy({ 'S.POP.HPM': second }))).toEqual([
      { type: 'modified', ...path, node: second, ...(kind && { kind }) },
    ]);
  });

  it('a change of a layer → has neither category nor subcategory', () => {
    const node = { ...layer, name: 'Stars' };
    expect(diff(before, taxonomy({ S: node }))).toStrictEqual([
      { type: 'modified', layer: 'S', node, kind: 'renamed' },
    ]);
  });

  it('aliases and nodes, added and removed → in the order in which they can be applied', () => {
    const from = taxonomy(
      { 'S.OLD': node('OLD', '002'), 'S.OLD.BAS': node('BAS', '001'), 'S.OLD.EXT': node('EXT', '002') },
      { 'S.OLDIES': 'S.OLD', 'S.POP.HIP': 'S.POP.HPM', 'S.POP.KEPT': 'S.POP.HPM' },
    );
    const to = taxonomy(
      { G: node('G', '1'), 'G.RCK': node('RCK', '001'), 'S.POP': { ...category, name: 'Pop' } },
      { 'G.ROCK': 'G.RCK', 'S.POP.HIP': 'S.POP.HPM', 'S.POP.KEPT': 'S.POP' },
    );
    expect(diff(from, to).map(summary)).toEqual([
      'removed alias S.OLDIES',
      'removed S.OLD.EXT',
      'removed S.OLD.BAS',
      'removed S.OLD',
      'added G',
      'added G.RCK',
      'modified S.POP renamed',
      'added alias G.ROCK > G.RCK',
      'modified alias S.POP.KEPT > S.POP',
    ]);
  });

  it('a subtree under another parent → each of its nodes moved', () => {
    const from = taxonomy({
      G: node('G', '1'),
      'G.RCK': node('RCK', '001'),
      'G.RCK.GAR': node('GAR', '001'),
    });
    const to = taxonomy({ G: node('G', '1'), 'S.RCK': node('RCK', '004'), 'S.RCK.GAR': node('GAR', '001') });
    expect(diff(from, to).map(summary)).toEqual([
      'removed G.RCK.GAR moved',
      'removed G.RCK moved',
      'added S.RCK moved',
      'added S.RCK.GAR moved',
    ]);
  });

  const notMoved: [situation: string, removed: string[], added: string[], name?: string][] = [
    ['two candidates for the new place', ['S.POP.ONE'], ['S.RCK.ONE', 'S.JZZ.ONE']],
    ['two candidates for the old place', ['S.RCK.ONE', 'S.JZZ.ONE'], ['S.POP.ONE']],
    ['another name', ['S.POP.ONE'], ['S.RCK.ONE'], 'Other'],
    ['another level', ['S.ONE'], ['S.RCK.ONE']],
  ];
  it.each(notMoved)('%s → removed and added, not moved', (_, removed, added, name = 'Name_ONE') => {
    const places = { 'S.RCK': node('RCK', '002'), 'S.JZZ': node('JZZ', '003') };
    const one = (paths: string[], more: Partial<Node>) =>
      Object.fromEntries(paths.map((at) => [at, node('ONE', '009', more)]));
    const changes = diff(
      taxonomy({ ...places, ...one(removed, {}) }),
      taxonomy({ ...places, ...one(added, { name }) }),
    );
    expect(changes).toHaveLength(removed.length + added.length);
    expect(changes.filter((change) => 'kind' in change)).toEqual([]);
  });

  it('the two bundled releases → a renamed, an added and a deprecated node', () => {
    expect(diff(bundledReleases[0]!, bundledReleases[1]!).map(summary)).toEqual([
      'modified L.DIG.COL renamed',
      'added M.SMT.LPC',
      'modified W.VIR.MVH deprecated',
    ]);
  });
});

describe('applyChanges', () => {
  const misfits: [situation: string, change: Change, path: string][] = [
    ['adds what exists', { type: 'added', ...path, node: leaf }, 'S.POP.HPM'],
    [
      'modifies what does not exist',
      { type: 'modified', ...path, subcategory: 'XXX', node: leaf },
      'S.POP.XXX',
    ],
    ['removes what does not exist', { type: 'removed', layer: 'G' }, 'G'],
    ['removes a parent and leaves its child', { type: 'removed', layer: 'S', category: 'POP' }, 'S.POP.HPM'],
    [
      'adds below a parent that does not exist',
      { type: 'added', layer: 'S', category: 'RCK', subcategory: 'HPM', node: leaf },
      'S.RCK.HPM',
    ],
    ['carries a node of another code', { type: 'modified', ...path, node: node('DIV', '007') }, 'S.POP.HPM'],
    ['names a subcategory without a category', { type: 'removed', layer: 'S', subcategory: 'HPM' }, 'S..HPM'],
    ['removes an alias that does not exist', { type: 'removed', alias: 'S.POP.OLD' }, 'S.POP.OLD'],
    [
      'modifies an alias that does not exist',
      { type: 'modified', alias: 'S.POP.OLD', target: 'S.POP.HPM' },
      'S.POP.OLD',
    ],
    ['adds an alias that exists', { type: 'added', alias: 'S.POP.HIP', target: 'S.POP.HPM' }, 'S.POP.HIP'],
  ];
  it.each(misfits)('%s → delta-mismatch at its path', (_, change, where) => {
    const given = taxonomy({}, { 'S.POP.HIP': 'S.POP.HPM' });
    const unchanged = structuredClone(given);
    expect(() => applyChanges(given, [change])).toThrow(
      expect.objectContaining({ name: 'TaxonomyError', details: { code: 'delta-mismatch', path: where } }),
    );
    expect(given).toEqual(unchanged);
  });

  it('no changes → an equal copy in canonical order', () => {
    expect(applyChanges(before, [])).toEqual(before);
    expect(applyChanges(before, [])).not.toBe(before);
  });
});

describe('invariants', () => {
  it('apply(diff(a, b), a) = b', () => {
    fc.assert(
      fc.property(evolvedPair, ([a, b]) => {
        const applied = applyChanges(a, diff(a, b));
        expect(applied).toEqual(inCanonicalOrder(b));
        expect(checksum(applied)).toBe(checksum(b));
      }),
      { numRuns: 300 },
    );
  });

  it('diff(a, a) = []', () => {
    fc.assert(
      fc.property(validTaxonomy, (a) => {
        expect(diff(a, a)).toEqual([]);
      }),
    );
  });

  it('changes → at most one for each node and alias, each applicable after those before it', () => {
    fc.assert(
      fc.property(evolvedPair, ([a, b]) => {
        const changes = diff(a, b);
        const places = changes.map((change) =>
          summary(change)
            .replace(/^\w+ /, '')
            .replace(/ (>.*|[a-z]+)$/, ''),
        );
        expect(new Set(places).size).toBe(places.length);
        for (const end of changes.keys()) applyChanges(a, changes.slice(0, end));
      }),
    );
  });
});

function summary(change: Change): string {
  if ('alias' in change) {
    return `${change.type} alias ${change.alias}${change.type === 'removed' ? '' : ` > ${change.target}`}`;
  }
  const { type, layer: top, category: middle, subcategory, kind } = change;
  const at = [top, middle, subcategory].filter(Boolean).join('.');
  return `${type} ${at}${kind ? ` ${kind}` : ''}`;
}
