/** A client for any contract: `routes` says how each operation is called, `Operations` what types it has. */
import createHttpClient, { mergeHeaders } from 'openapi-fetch';
import { expandPath } from '../contract/paths.ts';
import type { Route } from '../contract/route.ts';
import type { CallOptions } from './call-options.ts';
import { type Credential, presentCredential } from './credentials.ts';
import { type ReadByFetch, readResponse } from './read-response.ts';
import type { ApiResponse } from './response.ts';
import { writeBody, writeSearch } from './write-request.ts';

export interface ClientOptions {
  /** Origin of the service or the mock, with the path prefix if there is one: `https://registry.example`. */
  readonly baseUrl: string;
  /** Used instead of the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Milliseconds that a call may take, including the body. The default is 10000. */
  readonly timeoutMs?: number;
  /** For every scheme of bearer tokens that `credentials` leaves out. */
  readonly token?: Credential;
  /** By the name of the security scheme. A call presents the first one that its operation accepts, and no other. */
  readonly credentials?: Readonly<Record<string, Credential | undefined>>;
  /** Sent with every call. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One method for each operation of the contract, by operationId. */
export type Client<Operations> = {
  readonly [Id in keyof Operations]: (
    ...options: Record<never, never> extends CallOptions<Operations[Id]>
      ? [CallOptions<Operations[Id]>?]
      : [CallOptions<Operations[Id]>]
  ) => Promise<ApiResponse<Operations[Id]>>;
};

/** The options of a call whose operation is not known to the compiler. */
interface AnyCallOptions extends Omit<RequestInit, 'body' | 'method'> {
  readonly params?: { path?: Record<string, string>; query?: object; header?: Record<string, string> };
  readonly body?: unknown;
}

export function createClient<Operations>(
  routes: Readonly<Record<keyof Operations, Route>>,
  { timeoutMs = 10_000, token, credentials = {}, ...options }: ClientOptions,
): Client<Operations> {
  const http = createHttpClient<Record<string, Record<'get', object>>>(options);

  async function call(
    route: Route,
    { params = {}, body, signal, headers: given, ...init }: AnyCallOptions = {},
  ) {
    const path = expandPath(route.path, params.path ?? {});
    const timeout = AbortSignal.timeout(timeoutMs);
    const { query, headers: credential } = await presentCredential(route.security, credentials, token);
    const headers = mergeHeaders(credential, new Headers(given));
    const request = {
      ...init,
      params: { header: params.header, query: { ...params.query, ...query } },
      querySerializer: (values: object) => writeSearch(route, values),
      body: body === undefined ? undefined : writeBody(route, headers, body),
      bodySerializer: (written: unknown) => written,
      headers,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      // Its Content-Type says whether the body is text or bytes.
      parseAs: 'blob',
    };
    const read = await http.request(route.method as 'get', path, request as Record<string, unknown>);
    return readResponse(route, read as ReadByFetch);
  }

  const calls = Object.entries<Route>(routes).map(([id, route]) => [id, call.bind(undefined, route)]);
  return Object.fromEntries(calls);
}
