/** The bodies of the compatibility operations. They follow from the tree alone. */
import { type Category, countNodes, type Layer, type Node, type Release } from '../../taxonomy/tree.ts';
import type { Body, Schema } from '../operation-types.ts';

/** One step a layer: the whole index of a large release at once would delay other requests. */
export function* codeIndex(release: Release): Generator<void, Body<'getIndex'>> {
  const { version, lastUpdated, layers } = release;
  return {
    version,
    lastUpdated,
    totalLayers: layers.length,
    layers: yield* byCodeInSteps(layers, (layer) => ({
      ...totals(layer),
      categories: byCode(layer.categories, ({ subcategories }) => ({
        subcategoryCount: subcategories.length,
        subcategories: byCode(subcategories, () => ({})),
      })),
    })),
  };
}

/** One step a layer, for the same reason. */
export function* codeTree({ layers }: Release): Generator<void, Body<'getTree'>> {
  return yield* byCodeInSteps(layers, (layer) => ({
    name: layer.name,
    categories: byCode(layer.categories, (category) => ({
      name: category.name,
      subcategories: byCode(category.subcategories, ({ name, description = '', numericCode }) => ({
        name,
        description,
        numericCode,
      })),
    })),
  }));
}

export function layerCount({ layers }: Release): Body<'getLayerCount'> {
  return { count: layers.length, layers: layers.map(({ code }) => code) };
}

export function categoryCount({ code, categories }: Layer): Body<'getCategoryCount'> {
  return { layer: code, count: categories.length };
}

export function subcategoryCounts(layer: Layer): Body<'getSubcategoryCounts'> {
  const counts = layer.categories.map(({ code, subcategories }) => ({
    category: code,
    count: subcategories.length,
  }));
  return { layer: layer.code, counts, ...totals(layer) };
}

export function layerCategories({ code, categories }: Layer): Body<'listLayerCategories'> {
  return { layer: code, categories: categories.map(named), count: categories.length };
}

/** A category with the code of its layer. */
export interface PlacedCategory {
  readonly layer: string;
  readonly category: Category;
}

export function subcategoryCount({ layer, category }: PlacedCategory): Body<'getSubcategoryCount'> {
  return { layer, category: category.code, count: category.subcategories.length };
}

export function layerSubcategories({ layer, category }: PlacedCategory): Body<'listLayerSubcategories'> {
  const { code, subcategories } = category;
  return { layer, category: code, subcategories: subcategories.map(named), count: subcategories.length };
}

function totals(layer: Layer) {
  const { totalCategories, totalSubcategories } = countNodes({ layers: [layer] });
  return { totalCategories, totalSubcategories };
}

function* byCodeInSteps<Item extends Node, Value>(nodes: readonly Item[], make: (node: Item) => Value) {
  const values: [code: string, value: Value][] = [];
  for (const node of nodes) {
    yield;
    values.push([node.code, make(node)]);
  }
  return Object.fromEntries(values);
}

function byCode<Item extends Node, Value>(nodes: readonly Item[], make: (node: Item) => Value) {
  return Object.fromEntries(nodes.map((node) => [node.code, make(node)]));
}

function named({ code, name, numericCode }: Node): Schema['NamedCode'] {
  return { code, name, numericCode };
}
