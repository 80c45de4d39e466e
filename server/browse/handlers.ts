import { expandPath } from '../../contract/paths.ts';
import { routes } from '../../generated/operations.ts';
import type { Handler } from '../handler.ts';
import { Problem } from '../http/problem.ts';
import type { ServedSnapshot } from '../snapshots/served-snapshot.ts';

export const getTaxonomy: Handler<'getTaxonomy'> = (_input, { snapshots }) => ({
  status: 200,
  body: snapshots.current().tree,
});

export const listLayers: Handler<'listLayers'> = (_input, { snapshots }) => ({
  status: 200,
  body: snapshots.current().layers,
});

export const listCategories: Handler<'listCategories'> = async ({ path }, { snapshots }) => {
  const { categories } = snapshots.current();
  const layer = path.layer.toUpperCase();
  const body = await categories.get(layer);
  if (!body) throw unknownLayer(layer, categories);
  return { status: 200, body };
};

export const listSubcategories: Handler<'listSubcategories'> = async ({ path }, { snapshots }) => {
  const { categories, subcategories } = snapshots.current();
  const layer = path.layer.toUpperCase();
  const category = path.category.toUpperCase();
  const body = await subcategories.get(`${layer}.${category}`);
  if (body) return { status: 200, body };
  if (!categories.keys.includes(layer)) throw unknownLayer(layer, categories);
  const list = expandPath(routes.listCategories.path, { layer });
  throw new Problem(
    'unknown-category',
    `Layer ${layer} has no category "${category}". GET ${list} lists those it has.`,
  );
};

function unknownLayer(layer: string, categories: ServedSnapshot['categories']): Problem {
  return new Problem(
    'unknown-layer',
    `There is no layer "${layer}". There are ${categories.keys.join(', ')}.`,
  );
}
