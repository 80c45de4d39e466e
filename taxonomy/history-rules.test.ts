import { describe, expect, it } from 'vitest';
import { historyOf } from './history.ts';
import { checkHistory } from './history-rules.ts';
import { bundledReleases } from './releases/index.ts';
import { bas, below, hpm, layer, leaf, pop, subcategories } from './testing/small-trees.ts';
import type { Release, Taxonomy } from './tree.ts';

describe('checkHistory', () => {
  const release = (version: string, taxonomy: Taxonomy): Release => ({
    ...taxonomy,
    version,
    checksum: '0'.repeat(64),
    lastUpdated: '2026-01-01T00:00:00Z',
  });
  const current = release('2.0.0', below(bas));
  const history = historyOf([release('1.0.0', below(bas, hpm)), current]);

  it('a number that an older release gave to another code → reported with that code', () => {
    expect(checkHistory(below(bas, leaf('DIV', '007')), current, history)).toEqual([
      {
        rule: 'number-reused',
        pointer: `${subcategories}/1/numericCode`,
        detail: 'S.POP.DIV takes the number 007, which release 1.0.0 gave to HPM; choose an unused one.',
      },
    ]);
  });

  it('a number that several releases gave to its code → the newest release is named', () => {
    const renamed = historyOf([release('1.0.0', below({ ...bas, name: 'Older' })), current]);
    const [violation] = checkHistory(below(leaf('DIV', '001')), current, renamed);
    expect(violation?.detail).toContain('which release 2.0.0 gave to BAS');
  });

  it('two nodes that swap their numbers → both reported', () => {
    const swapped = below({ ...bas, numericCode: '007' }, { ...hpm, numericCode: '001' });
    expect(checkHistory(swapped, current, history)).toHaveLength(2);
  });

  const kept: [situation: string, next: Taxonomy][] = [
    ['a node that returns with its number', below(bas, hpm)],
    ['a node that takes an unused number', below({ ...bas, numericCode: '002' })],
    ['the number under another parent', { layers: [layer('G', '1', pop(leaf('DIV', '007')))], aliases: [] }],
  ];
  it.each(kept)('%s → no violation', (_, next) => {
    expect(checkHistory(next, current, history)).toEqual([]);
  });

  it('a layer with the number of another one → reported', () => {
    const next: Taxonomy = { layers: [layer('G', '2')], aliases: [] };
    expect(checkHistory(next, current, history).map(({ pointer }) => pointer)).toEqual([
      '/layers/0/numericCode',
    ]);
  });

  it('the bundled releases → keep the rule', () => {
    expect(
      checkHistory(bundledReleases[1]!, bundledReleases[0], historyOf(bundledReleases.slice(0, 1))),
    ).toEqual([]);
  });
});
