/** `taxonomy-client/lookup`: nodes, search and conversion in a copy of the taxonomy. */
export type { Level, Release } from '../../../taxonomy/tree.ts';
export type { AddressProblem, Conversions, Converted } from './convert.ts';
export { createLookup, type Lookup } from './lookup.ts';
export type { LookupNode } from './nodes.ts';
