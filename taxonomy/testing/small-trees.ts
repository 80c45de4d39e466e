/** Small taxonomies, part by part. */
import type { Category, Layer, Node, Taxonomy } from '../tree.ts';

export const leaf = (code: string, numericCode: string, more: Partial<Node> = {}): Node => ({
  code,
  numericCode,
  name: code,
  ...more,
});
export const pop = (...subcategories: Node[]): Category => ({ ...leaf('POP', '001'), subcategories });
export const layer = (code: string, numericCode: string, ...categories: Category[]): Layer => ({
  ...leaf(code, numericCode),
  categories,
});
export const below = (...subcategories: Node[]): Taxonomy => ({
  layers: [layer('S', '2', pop(...subcategories))],
  aliases: [],
});
export const [bas, hpm] = [leaf('BAS', '001'), leaf('HPM', '007')];

/** The pointer of the subcategories of `below`. */
export const subcategories = '/layers/0/categories/0/subcategories';
