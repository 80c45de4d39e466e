import { expect, it } from 'vitest';
import { convertHfnToMfa, convertMfaToHfn } from './conversion.ts';
import { defaultRelease } from './releases/index.ts';
import { checkRules } from './rules.ts';
import { createSnapshot, type Snapshot } from './snapshot.ts';
import { snapshotOf } from './testing/arbitraries.ts';
import { fieldTable } from './testing/field-data.ts';
import { treeFrom } from './testing/tree-from.ts';
import { countNodes, type Node, type Taxonomy } from './tree.ts';

type FactColumn = `${'layer' | 'category' | 'subcategory'}${'Code' | 'Numeric' | 'Name'}`;
type Fact = Record<FactColumn, string>;

it('each documented pair → converts both ways in the current bundled release', ({ skip }) => {
  const vectors = fieldTable<'hfn' | 'mfa'>('vectors.tsv', skip);
  expect(vectors).toHaveLength(30);
  expectPairs(createSnapshot(defaultRelease), vectors);
});

it('the real taxonomy → keeps every rule, and each subcategory converts both ways', ({ skip }) => {
  const facts = fieldTable<FactColumn>('taxonomy-facts.tsv', skip);
  const taxonomy = fromFacts(facts);
  expect(checkRules(taxonomy)).toEqual([]);
  expect(countNodes(taxonomy)).toMatchObject({
    layerCount: 10,
    totalCategories: 109,
    totalSubcategories: 739,
  });
  const pairs = facts.map((row) => ({
    hfn: `${row.layerCode}.${row.categoryCode}.${row.subcategoryCode}.001`,
    mfa: `${row.layerNumeric}.${row.categoryNumeric}.${row.subcategoryNumeric}.001`,
  }));
  expectPairs(snapshotOf(taxonomy), pairs);
});

function expectPairs(snapshot: Snapshot, pairs: readonly { hfn: string; mfa: string }[]): void {
  for (const pair of pairs) {
    expect(convertHfnToMfa(snapshot, pair.hfn)).toEqual(pair);
    expect(convertMfaToHfn(snapshot, pair.mfa)).toEqual(pair);
  }
}

function fromFacts(facts: readonly Fact[]): Taxonomy {
  const nodes = new Map<string, Node>();
  for (const row of facts) {
    const node = (level: 'layer' | 'category' | 'subcategory'): Node => ({
      code: row[`${level}Code`],
      numericCode: row[`${level}Numeric`],
      name: row[`${level}Name`],
    });
    nodes.set(row.layerCode, node('layer'));
    nodes.set(`${row.layerCode}.${row.categoryCode}`, node('category'));
    nodes.set(`${row.layerCode}.${row.categoryCode}.${row.subcategoryCode}`, node('subcategory'));
  }
  return treeFrom(nodes, new Map());
}
