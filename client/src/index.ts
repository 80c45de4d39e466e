/** The entry of taxonomy-client: typed calls, one method for each operation of the contract. */
export type { components, operations, paths } from '../../generated/api.ts';
export type { CallEvent } from './calls/call-event.ts';
export type { CallOptions } from './calls/call-options.ts';
export type { Credential } from './calls/credentials.ts';
export type { ApiResponse, Data, Problem, UnexpectedResponse } from './calls/response.ts';
export { type ResponseCache, type ResponseCacheOptions, responseCache } from './calls/response-cache.ts';
export { type FullJitterOptions, fullJitter, type Retry } from './calls/retry.ts';
export {
  createTaxonomyClient,
  type OperationId,
  type TaxonomyClient,
  type TaxonomyClientOptions,
} from './calls/taxonomy-client.ts';
