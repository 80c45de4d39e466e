import { findForCategory, findForLayer } from '../browse/find-list.ts';
import type { Handler } from '../handler.ts';

export const getIndex: Handler<'getIndex'> = async (_input, { snapshots }) => ({
  status: 200,
  body: await snapshots.current().compatibility.getIndex(),
});

export const getTree: Handler<'getTree'> = async (_input, { snapshots }) => ({
  status: 200,
  body: await snapshots.current().compatibility.getTree(),
});

export const getLayerCount: Handler<'getLayerCount'> = async (_input, { snapshots }) => ({
  status: 200,
  body: await snapshots.current().compatibility.getLayerCount(),
});

export const getCategoryCount: Handler<'getCategoryCount'> = async ({ path }, { snapshots }) => ({
  status: 200,
  body: await findForLayer(snapshots.current(), path, ({ compatibility }) => compatibility.getCategoryCount),
});

export const getSubcategoryCounts: Handler<'getSubcategoryCounts'> = async ({ path }, { snapshots }) => ({
  status: 200,
  body: await findForLayer(
    snapshots.current(),
    path,
    ({ compatibility }) => compatibility.getSubcategoryCounts,
  ),
});

export const listLayerCategories: Handler<'listLayerCategories'> = async ({ path }, { snapshots }) => ({
  status: 200,
  body: await findForLayer(
    snapshots.current(),
    path,
    ({ compatibility }) => compatibility.listLayerCategories,
  ),
});

export const getSubcategoryCount: Handler<'getSubcategoryCount'> = async ({ path }, { snapshots }) => ({
  status: 200,
  body: await findForCategory(
    snapshots.current(),
    path,
    ({ compatibility }) => compatibility.getSubcategoryCount,
  ),
});

export const listLayerSubcategories: Handler<'listLayerSubcategories'> = async ({ path }, { snapshots }) => ({
  status: 200,
  body: await findForCategory(
    snapshots.current(),
    path,
    ({ compatibility }) => compatibility.listLayerSubcategories,
  ),
});
