import { describe, expect, it } from 'vitest';
import { checkRules } from '../rules.ts';
import { countNodes } from '../tree.ts';
import { issuesOf, readFieldFile, skippedOf } from './testing/sources.ts';

const remarks = '/scalability_features';
const file = 'enriched_nna_layer_taxonomy_v1.3.json';

describe('the real registry', () => {
  it('refused → every issue named', ({ skip }) => {
    const reading = readFieldFile(file, skip);
    expect(reading.taxonomy).toBeUndefined();
    const issues = issuesOf(reading);
    const count = (rule: string) => issues.filter((issue) => issue.startsWith(`${rule} `)).length;
    // 9 categories and 36 subcategories of B and P have letters for keys and no codes; 10 have products.
    expect({
      key: count('number-key'),
      code: count('missing-member'),
      products: count('unknown-member'),
    }).toEqual({
      key: 45,
      code: 45,
      products: 10,
    });
    expect(issues.filter((issue) => !/ \/[BP]\//.test(issue))).toEqual([
      `legacy-code ${remarks}/category_mappings/legacy_codes/G.014.002`,
      `replacement-unknown ${remarks}/versioning/deprecated_categories/0/replaced_by`,
    ]);
    expect(issues).toHaveLength(102);
  });

  it('skipInvalid →  105 categories, 734 subcategories and the alias', ({ skip }) => {
    const { taxonomy, ...reading } = readFieldFile(file, skip, { skipInvalid: true });
    expect(taxonomy && countNodes(taxonomy)).toMatchObject({ totalCategories: 105, totalSubcategories: 734 });
    expect(taxonomy?.aliases).toEqual([{ alias: 'G.POP.SWIFT', target: 'G.POP.TSW' }]);
    expect(taxonomy && checkRules(taxonomy)).toEqual([]);
    expect(skippedOf({ taxonomy, ...reading }).slice(0, 2)).toEqual(['/B layer B 16', '/P layer P 31']);
    expect(reading.skipped.reduce((sum, { nodes }) => sum + nodes, 0)).toBe(47);
  });
});

it('the real table → accepted without issues', ({ skip }) => {
  const { taxonomy, issues } = readFieldFile('taxonomy-facts.tsv', skip);
  expect(issues).toEqual([]);
  expect(taxonomy && checkRules(taxonomy)).toEqual([]);
  expect(taxonomy && countNodes(taxonomy)).toEqual({
    layerCount: 10,
    totalCategories: 109,
    totalSubcategories: 739,
    totalItems: 848,
  });
});
