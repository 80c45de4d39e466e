// Made from openapi/ by `npm run generate`. Do not edit.
import type { operations, paths } from './api.ts';

/** Where each operation lives: operationId → method and path template. */
export const routes = {
  getHealth: { method: 'get', path: '/api/taxonomy/health' },
  getVersion: { method: 'get', path: '/api/taxonomy/version' },
  getTaxonomy: { method: 'get', path: '/api/taxonomy' },
  listLayers: { method: 'get', path: '/api/taxonomy/layers' },
  listCategories: { method: 'get', path: '/api/taxonomy/categories/{layer}' },
  listSubcategories: { method: 'get', path: '/api/taxonomy/subcategories/{layer}/{category}' },
  convertHfnToMfa: { method: 'post', path: '/api/taxonomy/convert/hfn-to-mfa' },
  convertMfaToHfn: { method: 'post', path: '/api/taxonomy/convert/mfa-to-hfn' },
  convertBatch: { method: 'post', path: '/api/taxonomy/convert/batch' },
  getFullSync: { method: 'get', path: '/api/taxonomy/sync' },
  getIncrementalSync: { method: 'get', path: '/api/taxonomy/sync/incremental' },
  listReleases: { method: 'get', path: '/api/taxonomy/releases' },
  publishRelease: { method: 'post', path: '/api/taxonomy/releases' },
  getRelease: { method: 'get', path: '/api/taxonomy/releases/{version}' },
} as const satisfies Record<keyof operations, { method: string; path: keyof paths }>;
