/** The lists of a release. Most lists below the layers are never requested, so they are made on demand. */
import { ownMembers } from '../../taxonomy/flat.ts';
import type { Category, Layer, Release } from '../../taxonomy/tree.ts';
import type { Representation } from '../http/representation.ts';
import type { Body } from '../operation-types.ts';
import { createOnDemand, type OnDemand } from '../snapshots/on-demand.ts';
import type { Precompute } from '../snapshots/precompute.ts';

export function layerList({ version, layers }: Release): Body<'listLayers'> {
  const summaries = layers.map((layer) => ({
    ...ownMembers(layer),
    categoryCount: layer.categories.length,
    subcategoryCount: layer.categories.reduce((sum, { subcategories }) => sum + subcategories.length, 0),
  }));
  return { version, layers: summaries, count: summaries.length };
}

/** By path of the layer: `S`. */
export function categoryLists(
  release: Release,
  precompute: Precompute,
): OnDemand<Representation<Body<'listCategories'>>> {
  const layers = new Map(release.layers.map((layer) => [layer.code, layer]));
  return createOnDemand(layers, (layer) => precompute('listCategories', categoryList(release, layer)));
}

/** By path of the category: `S.POP`. */
export function subcategoryLists(
  release: Release,
  precompute: Precompute,
): OnDemand<Representation<Body<'listSubcategories'>>> {
  const entries = release.layers.flatMap((layer) =>
    layer.categories.map((category) => [`${layer.code}.${category.code}`, { layer, category }] as const),
  );
  return createOnDemand(new Map(entries), ({ layer, category }) =>
    precompute('listSubcategories', subcategoryList(release, layer, category)),
  );
}

function categoryList({ version }: Release, layer: Layer): Body<'listCategories'> {
  const categories = layer.categories.map((category) => ({
    ...ownMembers(category),
    subcategoryCount: category.subcategories.length,
  }));
  return { version, layer: ownMembers(layer), categories, count: categories.length };
}

function subcategoryList({ version }: Release, layer: Layer, category: Category): Body<'listSubcategories'> {
  const { subcategories } = category;
  return {
    version,
    layer: ownMembers(layer),
    category: ownMembers(category),
    subcategories,
    count: subcategories.length,
  };
}
