'use client';
/** `taxonomy-client/react`: the copy of the taxonomy in components. */
export type { Release } from '../../../taxonomy/tree.ts';
export { TaxonomyProvider, type TaxonomyProviderProps, useSyncState, useTaxonomy } from './hooks.ts';
