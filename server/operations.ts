/** operationId → handler. The type makes the table complete. The routes come from the contract. */
import { getTaxonomy, listCategories, listLayers, listSubcategories } from './browse/handlers.ts';
import {
  getCategoryCount,
  getIndex,
  getLayerCount,
  getSubcategoryCount,
  getSubcategoryCounts,
  getTree,
  listLayerCategories,
  listLayerSubcategories,
} from './compatibility/handlers.ts';
import { convertBatch, convertHfnToMfa, convertMfaToHfn } from './conversion/handlers.ts';
import type { Handlers } from './handler.ts';
import { getRelease, listReleases } from './releases/handlers.ts';
import { publishRelease } from './releases/publish.ts';
import { searchTaxonomy } from './search/handlers.ts';
import { getFullSync, getIncrementalSync } from './sync/handlers.ts';
import { getHealth, getVersion } from './system/handlers.ts';

export const handlers: Handlers = {
  getHealth,
  getVersion,
  getTaxonomy,
  listLayers,
  listCategories,
  listSubcategories,
  searchTaxonomy,
  convertHfnToMfa,
  convertMfaToHfn,
  convertBatch,
  getFullSync,
  getIncrementalSync,
  listReleases,
  getRelease,
  publishRelease,
  getIndex,
  getTree,
  getLayerCount,
  getCategoryCount,
  getSubcategoryCounts,
  listLayerCategories,
  getSubcategoryCount,
  listLayerSubcategories,
};
