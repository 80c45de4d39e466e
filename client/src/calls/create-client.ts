/** A client for any contract: `routes` says how each operation is called, `Operations` what types it has. */
import createHttpClient, { mergeHeaders } from 'openapi-fetch';
import { expandPath } from '../../../contract/paths.ts';
import type { Route } from '../../../contract/route.ts';
import type { CallEvent } from './call-event.ts';
import type { CallOptions } from './call-options.ts';
import { type Credential, presentCredential } from './credentials.ts';
import { type ReadByFetch, type Received, readResponse } from './read-response.ts';
import type { ApiResponse } from './response.ts';
import type { ResponseCache } from './response-cache.ts';
import type { Retry } from './retry.ts';
import { withTimeout } from './timeout.ts';
import { writeBody, writeSearch } from './write-request.ts';

export interface ClientOptions {
  /** Origin of the service or the mock, with the path prefix if there is one: `https://registry.example`. */
  readonly baseUrl: string;
  /** Used instead of the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Milliseconds that a call may take, including the body and all attempts. The default is 10000. */
  readonly timeoutMs?: number;
  /** For every scheme of bearer tokens that `credentials` leaves out. */
  readonly token?: Credential;
  /** By the name of the security scheme. A call presents the first one that its operation accepts, and no other. */
  readonly credentials?: Readonly<Record<string, Credential | undefined>>;
  /** Sent with every call. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends some calls again, such as `fullJitter()`. Without it nothing is sent twice. */
  readonly retry?: Retry;
  /** Keeps responses, such as `responseCache()`. Without it nothing is kept. */
  readonly cache?: ResponseCache;
  /** Gets what each call does, for a log. It must not throw. */
  readonly onEvent?: (event: CallEvent) => void;
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
  options: ClientOptions,
): Client<Operations> {
  const { baseUrl, headers } = options;
  const http: Http = createHttpClient({ baseUrl, ...(headers && { headers }) });
  const calls = Object.entries<Route>(routes).map(([id, route]) => [
    id,
    (given?: AnyCallOptions) => call(http, options, id, route, given),
  ]);
  return Object.fromEntries(calls);
}

type Http = ReturnType<typeof createHttpClient<Record<string, Record<'get', object>>>>;

async function call(
  http: Http,
  options: ClientOptions,
  operation: string,
  route: Route,
  { params = {}, body, signal: aborted, headers: given, ...init }: AnyCallOptions = {},
): Promise<Received> {
  const { timeoutMs = 10_000, token, credentials = {}, retry } = options;
  const path = expandPath(route.path, params.path ?? {});
  const endsAt = performance.now() + timeoutMs;
  const signal = withTimeout(timeoutMs, aborted);
  const credential = await presentCredential(route.security, credentials, token);
  const headers = mergeHeaders(credential.headers, new Headers(given));
  const method = route.method.toUpperCase();
  const tell: Tell = (event) => options.onEvent?.({ operation, method, path, ...event });
  const request = {
    ...init,
    params: { header: params.header, query: { ...params.query, ...credential.query } },
    querySerializer: (values: object) => writeSearch(route, values),
    body: body === undefined ? undefined : writeBody(route, headers, body),
    bodySerializer: (written: unknown) => written,
    headers,
    signal,
    // Its Content-Type says whether the body is text or bytes.
    parseAs: 'blob',
    fetch: (sent: Request) => send(options, sent, tell),
  };
  const attempt = async () => {
    const read = await http.request(route.method as 'get', path, request as Record<string, unknown>);
    return readResponse(route, read as ReadByFetch);
  };
  const retrying = (waitMs: number) => tell({ type: 'retry', waitMs });
  return retry ? retry({ route, headers, signal, endsAt, attempt, retrying }) : attempt();
}

type WithoutCall<Event> = Event extends CallEvent ? Omit<Event, 'operation' | 'method' | 'path'> : never;
type Tell = (event: WithoutCall<CallEvent>) => void;

// Looked up for each request: MSW and others replace it.
const fetchOfNow = (request: Request) => globalThis.fetch(request);

async function send(
  { cache, fetch = fetchOfNow }: ClientOptions,
  request: Request,
  tell: Tell,
): Promise<Response> {
  tell({ type: 'request' });
  const started = performance.now();
  const milliseconds = () => Math.round(performance.now() - started);
  try {
    const response = await (cache ? cache(request, fetch) : fetch(request));
    tell({ type: 'response', status: response.status, milliseconds: milliseconds() });
    return response;
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    tell({ type: 'failure', error: name, milliseconds: milliseconds() });
    throw error;
  }
}
