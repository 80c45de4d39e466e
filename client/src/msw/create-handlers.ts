import { HttpResponse, http, type RequestHandler, delay as wait } from 'msw';
import { createRequestIds } from '../../../contract/http-headers.ts';
import type { Contract } from '../../../contract/model.ts';
import { answeringMethod, operationById, operationsAt, pathOf } from '../../../contract/paths.ts';
import { sentType } from '../../../contract/payload.ts';
import type { MockResponse } from '../../../contract/stand-in/model.ts';
import { createResponder, type ResponderOptions } from '../../../contract/stand-in/respond.ts';
import { readPreference, respondWithExample } from './examples.ts';
import { createForced, type Forced } from './forced.ts';

export interface HandlerOptions<Id extends string> extends ResponderOptions {
  /** Origin of the service, with its path prefix if there is one. Without it, requests to any origin are answered. */
  readonly baseUrl?: string | undefined;
  /** The operations that are answered. By default all are, and so is an unknown path among them, with 404. */
  readonly only?: readonly Id[] | undefined;
  /** The operations that have this scenario send it, whatever a valid request says. */
  readonly scenario?: string | undefined;
  /**
   * What each operation sends first, by scenario or status, before it answers as it does without: `[503, 503]`. An
   * operation that has no such response answers as it does without.
   */
  readonly sequence?: readonly Forced[] | undefined;
  /** Milliseconds before each response; `infinite` for none at all. */
  readonly delay?: number | 'infinite' | undefined;
}

/** Handlers of any contract. @throws Error as `handlers` does */
export function createHandlers<Id extends string>(
  contract: Contract,
  { baseUrl, only, scenario, sequence = [], delay = 0, ...options }: HandlerOptions<Id>,
): RequestHandler[] {
  const operations = only ? only.map((id) => operationById(contract, id)) : contract.operations;
  const forced = createForced(operations, scenario, sequence);
  const respond = createResponder(
    contract,
    {
      ask: respondWithExample,
      readPreference: (operation, request) => forced(operation) ?? readPreference(contract, request),
    },
    options,
  );
  const requestIdOf = createRequestIds(contract);
  const pathIn = createPathReader(baseUrl);
  const root = only ? undefined : commonPath(contract);

  function isAnswered({ method, url }: Request): boolean {
    const path = pathIn(url);
    // A browser sends a preflight on its own, and shows it to no handler.
    if (path === undefined || method === 'OPTIONS') return false;
    if (root !== undefined && `${path}/`.startsWith(`${root}/`)) return true;
    const found = operationsAt(contract, path).filter((operation) => operations.includes(operation));
    return only ? found.some((one) => one.method === answeringMethod(method)) : found.length > 0;
  }

  const handler = http.all(
    ({ request }) => isAnswered(request),
    async ({ request }) => {
      const headers: Record<string, string> = Object.fromEntries(request.headers);
      const id = requestIdOf(headers['x-request-id']);
      const sent = await respond({
        method: request.method,
        path: pathIn(request.url) ?? '',
        search: new URL(request.url).search.slice(1),
        headers,
        body: new Uint8Array(await request.arrayBuffer()),
        id,
      });
      await wait(delay);
      return responseOf(request, sent, id);
    },
  );
  return [handler];
}

/** The path after that of the base URL; undefined for a URL elsewhere. */
function createPathReader(baseUrl: string | undefined): (url: string) => string | undefined {
  if (baseUrl === undefined) return pathOf;
  const base = new URL(baseUrl, globalThis.location?.origin).href.replace(/\/$/, '');
  return (url) => (url.startsWith(`${base}/`) ? pathOf(url.slice(base.length)) : undefined);
}

/** The segments with which every path begins; undefined when there are none. */
function commonPath({ operations }: Contract): string | undefined {
  const [first = [], ...others] = operations.map(({ path }) => path.split('/'));
  const end = first.findIndex((segment, index) => others.some((other) => other[index] !== segment));
  const common = first.slice(0, end < 0 ? first.length : end).join('/');
  return common === '' || common.includes('{') ? undefined : common;
}

function responseOf({ method }: Request, { status, headers, body }: MockResponse, id: string): Response {
  const response = new HttpResponse(method === 'HEAD' ? null : (body ?? null), { status, headers });
  const type = headers['content-type'];
  if (type !== undefined) response.headers.set('content-type', sentType(type));
  response.headers.set('x-request-id', id);
  return response;
}
