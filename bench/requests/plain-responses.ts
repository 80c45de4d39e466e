/** The response bodies, computed by plain code for each request. Every framework has to do this work. */
import type { components } from '../../generated/api.ts';
import { convertHfnToMfa, convertMfaToHfn } from '../../taxonomy/conversion.ts';
import { ownMembers } from '../../taxonomy/flat.ts';
import { createSnapshot } from '../../taxonomy/snapshot.ts';
import { countNodes } from '../../taxonomy/tree.ts';
import { benchRelease } from './bench-release.ts';

type Schemas = components['schemas'];

const release = benchRelease();
const taxonomy = createSnapshot(release);

/** The checksum of the release: it changes whenever a body changes. */
export const entityTag = `"${release.checksum}"`;

export function layerList(): Schemas['LayerList'] {
  const layers = release.layers.map((layer) => ({
    ...ownMembers(layer),
    categoryCount: layer.categories.length,
    subcategoryCount: layer.categories.reduce((sum, { subcategories }) => sum + subcategories.length, 0),
  }));
  return { version: release.version, layers, count: layers.length };
}

export function categoryList(layerCode: string): Schemas['CategoryList'] | undefined {
  const layer = release.layers.find(({ code }) => code === layerCode);
  const categories = layer?.categories.map((category) => ({
    ...ownMembers(category),
    subcategoryCount: category.subcategories.length,
  }));
  if (!layer || !categories) return undefined;
  return { version: release.version, layer: ownMembers(layer), categories, count: categories.length };
}

export function subcategoryList(
  layerCode: string,
  categoryCode: string,
): Schemas['SubcategoryList'] | undefined {
  const layer = release.layers.find(({ code }) => code === layerCode);
  const category = layer?.categories.find(({ code }) => code === categoryCode);
  if (!layer || !category) return undefined;
  const { subcategories } = category;
  return {
    version: release.version,
    layer: ownMembers(layer),
    category: ownMembers(category),
    subcategories: [...subcategories],
    count: subcategories.length,
  };
}

export function fullSync(): Schemas['FullSync'] {
  const { version, layers, aliases, lastUpdated, checksum } = release;
  const metadata = { generatedAt: lastUpdated, ...countNodes(release), cacheTimeout: 300_000, checksum };
  return { version, data: { layers, aliases } as Schemas['FullSync']['data'], metadata };
}

export function conversion({ hfn }: Schemas['HfnRequest']): Schemas['Conversion'] {
  return { ...convertHfnToMfa(taxonomy, hfn), success: true };
}

export function batchConversion({
  direction,
  addresses,
}: Schemas['BatchRequest']): Schemas['BatchConversion'] {
  const results = addresses.map((input) => ({ input, output: convert(direction, input), ok: true as const }));
  return { results, converted: results.length, failed: 0 };
}

function convert(direction: Schemas['BatchRequest']['direction'], input: string): string {
  return direction === 'hfn-to-mfa'
    ? convertHfnToMfa(taxonomy, input).mfa
    : convertMfaToHfn(taxonomy, input).hfn;
}
