import createClient, { mergeHeaders, type ParamsOption } from 'openapi-fetch';
import type { operations } from '../generated/api.ts';
import { routes } from '../generated/operations.ts';
import { readResponse } from './read-response.ts';
import type { ApiResponse, OperationId } from './response.ts';

export interface TaxonomyClientOptions {
  /** Origin of the service or the mock, with the path prefix if there is one: `https://registry.example`. */
  readonly baseUrl: string;
  /** Used instead of the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Milliseconds that a call may take, including the body. The default is 10000. */
  readonly timeoutMs?: number;
  /** The bearer token for publishing, or a function that returns one. Not sent with other operations. */
  readonly token?: string | (() => string | Promise<string>);
  /** Sent with every call. */
  readonly headers?: Readonly<Record<string, string>>;
}

type RequestBody<Id extends OperationId> = operations[Id] extends {
  requestBody: { readonly content: { readonly 'application/json': infer Body } };
}
  ? { body: Body }
  : { body?: never };

/** The options of a call: `params` and `body` of the operation, and options of `fetch` such as `signal`. */
export type CallOptions<Id extends OperationId> = ParamsOption<operations[Id]> &
  RequestBody<Id> &
  Omit<RequestInit, 'body' | 'method'>;

/** One method for each operation of the contract, by operationId. */
export type TaxonomyClient = {
  readonly [Id in OperationId]: (
    ...options: Record<never, never> extends CallOptions<Id> ? [CallOptions<Id>?] : [CallOptions<Id>]
  ) => Promise<ApiResponse<Id>>;
};

type AuthorizedOperationId = {
  [Id in OperationId]: 401 extends keyof operations[Id]['responses'] ? Id : never;
}[OperationId];

// The operations that declare 401. The compiler compares this list with the contract.
const authorized: Readonly<Record<AuthorizedOperationId, true>> = { publishRelease: true };

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
 * - with the error of `token`;
 * - with the reason of `signal` when it is aborted, by default a `DOMException` named `AbortError`.
 *
 * Nothing is retried and nothing is cached.
 */
export function createTaxonomyClient({
  timeoutMs = 10_000,
  token,
  ...options
}: TaxonomyClientOptions): TaxonomyClient {
  const http = createClient<Record<string, Record<'get' | 'post', object>>>(options);

  async function authorization(id: OperationId) {
    if (token === undefined || !Object.hasOwn(authorized, id)) return {};
    return { authorization: `Bearer ${typeof token === 'string' ? token : await token()}` };
  }

  async function call(
    id: OperationId,
    { signal, headers, ...init }: Pick<RequestInit, 'signal' | 'headers'> = {},
  ) {
    const { method, path } = routes[id];
    const timeout = AbortSignal.timeout(timeoutMs);
    const { data, error, response } = await http.request(method, path, {
      ...init,
      headers: mergeHeaders(await authorization(id), headers ?? {}),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      // Otherwise openapi-fetch throws a SyntaxError for a 200 that is not JSON.
      parseAs: 'text',
    });
    return readResponse(id, response, data ?? error);
  }

  const ids = Object.keys(routes) as OperationId[];
  return Object.fromEntries(ids.map((id) => [id, call.bind(undefined, id)])) as unknown as TaxonomyClient;
}
