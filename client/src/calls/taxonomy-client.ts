import type { operations } from '../../../generated/api.ts';
import { routes } from '../../../generated/operations.ts';
import { type Client, type ClientOptions, createClient } from './create-client.ts';
import type { Credential } from './credentials.ts';

export type OperationId = keyof operations;

/** The names of the security schemes that operations use. */
type SchemeName = {
  [Id in OperationId]: (typeof routes)[Id] extends { security: readonly { name: infer Name }[] }
    ? Name
    : never;
}[OperationId];

export interface TaxonomyClientOptions extends Omit<ClientOptions, 'credentials'> {
  /** By the name of the security scheme. A call presents the first one that its operation accepts. */
  readonly credentials?: { readonly [Name in SchemeName & string]?: Credential };
}

/** One method for each operation of the contract, by operationId. */
export type TaxonomyClient = Client<operations>;

/**
 * A client with one method per operation, typed by the contract.
 *
 * ```ts
 * const client = createTaxonomyClient({ baseUrl: 'http://localhost:3000' });
 * const { data, problem } = await client.listCategories({ params: { path: { layer: 'S' } } });
 * if (data) console.log(data.categories);
 * else if (problem) console.error(problem.title, problem.type);
 * ```
 *
 * A call resolves with every response, errors included: see `ApiResponse`. It rejects when there is no response:
 * - with a `TypeError` when the network fails;
 * - with a `DOMException` named `TimeoutError` after `timeoutMs`;
 * - with an `Error`, before anything is sent, when a value is missing in the path, or would make it another path: an
 *   empty one, `.` or `..`;
 * - with the error of the function that returns a credential;
 * - with the reason of `signal` when it is aborted, by default a `DOMException` named `AbortError`.
 *
 * Nothing is retried and nothing is cached, unless the options `retry` and `cache` say so.
 */
export function createTaxonomyClient(options: TaxonomyClientOptions): TaxonomyClient {
  return createClient<operations>(routes, options);
}
