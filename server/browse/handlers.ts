import type { Handler } from '../handler.ts';
import { findForCategory, findForLayer } from './find-list.ts';

export const getTaxonomy: Handler<'getTaxonomy'> = (_input, { snapshots }) => ({
  status: 200,
  body: snapshots.current().tree,
});

export const listLayers: Handler<'listLayers'> = (_input, { snapshots }) => ({
  status: 200,
  body: snapshots.current().layers,
});

export const listCategories: Handler<'listCategories'> = async ({ path }, { snapshots }) => ({
  status: 200,
  body: await findForLayer(snapshots.current(), path, ({ categories }) => categories),
});

export const listSubcategories: Handler<'listSubcategories'> = async ({ path }, { snapshots }) => ({
  status: 200,
  body: await findForCategory(snapshots.current(), path, ({ subcategories }) => subcategories),
});
