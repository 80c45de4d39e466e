/** The responses of the compatibility operations for a release. Most services never send them. */
import type { Release } from '../../taxonomy/tree.ts';
import { inTurns } from '../snapshots/in-turns.ts';
import { createOnce, createOnDemand } from '../snapshots/on-demand.ts';
import type { Precompute } from '../snapshots/precompute.ts';
import {
  categoryCount,
  codeIndex,
  codeTree,
  layerCategories,
  layerCount,
  layerSubcategories,
  type PlacedCategory,
  subcategoryCount,
  subcategoryCounts,
} from './bodies.ts';

/** By operation, and then by path of the layer or of the category. */
export type CompatibilityResponses = ReturnType<typeof compatibilityResponses>;

export function compatibilityResponses(release: Release, precompute: Precompute) {
  const layers = new Map(release.layers.map((layer) => [layer.code, layer]));
  const placed = release.layers.flatMap(({ code, categories }) =>
    categories.map((category): PlacedCategory => ({ layer: code, category })),
  );
  const categories = new Map(placed.map((each) => [`${each.layer}.${each.category.code}`, each]));
  return {
    getIndex: createOnce(async () => precompute('getIndex', await inTurns(codeIndex(release)))),
    getTree: createOnce(async () => precompute('getTree', await inTurns(codeTree(release)))),
    getLayerCount: createOnce(() => precompute('getLayerCount', layerCount(release))),
    getCategoryCount: createOnDemand(layers, (layer) => precompute('getCategoryCount', categoryCount(layer))),
    getSubcategoryCounts: createOnDemand(layers, (layer) =>
      precompute('getSubcategoryCounts', subcategoryCounts(layer)),
    ),
    listLayerCategories: createOnDemand(layers, (layer) =>
      precompute('listLayerCategories', layerCategories(layer)),
    ),
    getSubcategoryCount: createOnDemand(categories, (category) =>
      precompute('getSubcategoryCount', subcategoryCount(category)),
    ),
    listLayerSubcategories: createOnDemand(categories, (category) =>
      precompute('listLayerSubcategories', layerSubcategories(category)),
    ),
  };
}
