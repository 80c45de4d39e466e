import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checksum } from '../canonical.ts';
import { inCanonicalOrder } from '../flat.ts';
import { checkRules } from '../rules.ts';
import { countNodes } from '../tree.ts';
import { compareVersions } from '../version.ts';
import { bundledReleases } from './index.ts';

const counts = {
  '1.2.2': { layerCount: 10, totalCategories: 85, totalSubcategories: 249, totalItems: 334 },
  '1.2.3': { layerCount: 10, totalCategories: 85, totalSubcategories: 250, totalItems: 335 },
};

describe.each(bundledReleases.map((release) => [release.version, release] as const))('%s', (version, release) => {
  it('its nodes → the documented counts', () => {
    expect(countNodes(release)).toEqual(counts[version as keyof typeof counts]);
  });

  it('its tree → keeps every rule and is in canonical order', () => {
    expect(checkRules(release)).toEqual([]);
    const { layers, aliases } = release;
    expect({ layers, aliases }).toEqual(inCanonicalOrder(release));
  });

  it('its checksum → the computed one', () => {
    expect(release.checksum).toBe(checksum(release));
  });

  it('its file → indented by two spaces, members in the order of the contract', () => {
    const text = readFileSync(new URL(`${version}.json`, import.meta.url), 'utf8');
    expect(text).toBe(`${JSON.stringify(release, null, 2)}\n`);
    expect(Object.keys(release)).toEqual(['version', 'checksum', 'lastUpdated', 'layers', 'aliases']);
  });

  it('its layers → the fixed ten with their numbers', () => {
    const layers = release.layers.map(({ numericCode, code, name }) => `${numericCode} ${code} ${name}`);
    expect(layers).toEqual([
      '1 G Songs',
      '2 S Stars',
      '3 L Looks',
      '4 M Moves',
      '5 W Worlds',
      '6 B Branded',
      '7 P Personalize',
      '8 T Training_Data',
      '9 C Composites',
      '10 R Rights',
    ]);
  });

  it('every category → at least one subcategory', () => {
    const categories = release.layers.flatMap((layer) => layer.categories);
    expect(categories.filter((category) => category.subcategories.length === 0)).toEqual([]);
  });
});

it('bundledReleases → oldest first', () => {
  const versions = bundledReleases.map((release) => release.version);
  expect(versions.toSorted(compareVersions)).toEqual(versions);
});
