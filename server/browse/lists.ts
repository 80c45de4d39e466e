/** The bodies of the lists, made once for each release. */
import { ownMembers } from '../../taxonomy/flat.ts';
import type { Category, Layer, Release } from '../../taxonomy/tree.ts';
import type { Body } from '../wire.ts';

export function layerList({ version, layers }: Release): Body<'listLayers'> {
  const summaries = layers.map((layer) => ({
    ...ownMembers(layer),
    categoryCount: layer.categories.length,
    subcategoryCount: layer.categories.reduce((sum, { subcategories }) => sum + subcategories.length, 0),
  }));
  return { version, layers: summaries, count: summaries.length };
}

export function categoryList({ version }: Release, layer: Layer): Body<'listCategories'> {
  const categories = layer.categories.map((category) => ({
    ...ownMembers(category),
    subcategoryCount: category.subcategories.length,
  }));
  return { version, layer: ownMembers(layer), categories, count: categories.length };
}

export function subcategoryList(
  { version }: Release,
  layer: Layer,
  category: Category,
): Body<'listSubcategories'> {
  const { subcategories } = category;
  return {
    version,
    layer: ownMembers(layer),
    category: ownMembers(category),
    subcategories,
    count: subcategories.length,
  };
}
