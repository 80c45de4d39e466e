// Made from openapi/ by `npm run generate`. Do not edit.
import type { operations, paths } from './api.ts';

/** How each operation is called: operationId → Route, see contract/route.ts. */
export const routes = {
  getHealth: { method: 'get', path: '/api/taxonomy/health', dataStatuses: [503] },
  getVersion: { method: 'get', path: '/api/taxonomy/version' },
  getTaxonomy: { method: 'get', path: '/api/taxonomy' },
  listLayers: { method: 'get', path: '/api/taxonomy/layers' },
  listCategories: { method: 'get', path: '/api/taxonomy/categories/{layer}' },
  listSubcategories: { method: 'get', path: '/api/taxonomy/subcategories/{layer}/{category}' },
  searchTaxonomy: { method: 'get', path: '/api/taxonomy/search' },
  convertHfnToMfa: { method: 'post', path: '/api/taxonomy/convert/hfn-to-mfa' },
  convertMfaToHfn: { method: 'post', path: '/api/taxonomy/convert/mfa-to-hfn' },
  convertBatch: { method: 'post', path: '/api/taxonomy/convert/batch' },
  getFullSync: { method: 'get', path: '/api/taxonomy/sync' },
  getIncrementalSync: { method: 'get', path: '/api/taxonomy/sync/incremental' },
  listReleases: { method: 'get', path: '/api/taxonomy/releases' },
  publishRelease: { method: 'post', path: '/api/taxonomy/releases', takesKey: true, security: [{ name: 'publisher', type: 'bearer' }] },
  getRelease: { method: 'get', path: '/api/taxonomy/releases/{version}' },
  getIndex: { method: 'get', path: '/api/taxonomy/index' },
  getTree: { method: 'get', path: '/api/taxonomy/tree' },
  getLayerCount: { method: 'get', path: '/api/taxonomy/layer-count' },
  getCategoryCount: { method: 'get', path: '/api/taxonomy/layers/{layer}/category-count' },
  getSubcategoryCounts: { method: 'get', path: '/api/taxonomy/layers/{layer}/subcategory-counts' },
  listLayerCategories: { method: 'get', path: '/api/taxonomy/layers/{layer}/categories' },
  getSubcategoryCount: { method: 'get', path: '/api/taxonomy/layers/{layer}/categories/{category}/subcategory-count' },
  listLayerSubcategories: { method: 'get', path: '/api/taxonomy/layers/{layer}/categories/{category}/subcategories' },
} as const satisfies Record<keyof operations, { path: keyof paths; [member: string]: unknown }>;
