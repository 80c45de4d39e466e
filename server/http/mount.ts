import express, { type Request, type Router } from 'express';
import { inputHeaders } from '../../contract/http-headers.ts';
import type { Operation } from '../../contract/model.ts';
import { routeOf } from '../../contract/paths.ts';
import type { Dependencies, Handlers } from '../handler.ts';
import { handlers as ours } from '../operations.ts';
import { Problem } from './problem.ts';
import type { CachedResponses } from './response-cache/cached-responses.ts';
import { type AnyResponse, createSend } from './send.ts';

// The compiler has checked each handler against its own operation, in operations.ts.
export type AnyHandler = (input: unknown, dependencies: Dependencies) => AnyResponse | Promise<AnyResponse>;

export type HandlerOf = (operation: Operation) => AnyHandler;

/** A route for every operation of the contract, by its operationId. */
export function createRouter(
  dependencies: Dependencies,
  handlerOf: HandlerOf,
  cachedResponses: CachedResponses,
): Router {
  const { contract, snapshots } = dependencies;
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const operation of contract.operations) {
    const handler = handlerOf(operation);
    const send = createSend(operation);
    const headerNames = inputHeaders(operation).map((name) => name.toLowerCase());
    router[operation.method](routeOf(operation.path), async (request, response) => {
      refuseUnacceptable(request, operation);
      const { params: path, query, body } = request;
      // No others: the response cache knows only the headers that the contract declares.
      const headers = Object.fromEntries(headerNames.map((name) => [name, request.headers[name]]));
      const snapshot = snapshots.currentOrUndefined();
      const result = await handler({ path, query, headers, body }, dependencies);
      const bytes = send(request, response, result);
      // If the snapshot was swapped while the handler ran, do not cache: either could have produced this response.
      // A response with its own headers is not cached: a release by number may be large, and caches in front keep it.
      if (snapshot && snapshot === snapshots.currentOrUndefined() && !result.headers)
        cachedResponses.keep(operation, snapshot, request, response, bytes);
    });
  }
  return router;
}

export function createHandlerOf(handlers: Handlers = ours): HandlerOf {
  const byId = new Map<string, unknown>(Object.entries(handlers));
  return ({ id }) => {
    const handler = byId.get(id);
    // Only happens when the contract was edited while the server runs: otherwise it does not compile.
    if (typeof handler !== 'function')
      throw new Error(`operation ${id} has no handler in server/operations.ts`);
    return handler as AnyHandler;
  };
}

function refuseUnacceptable(request: Request, { responses }: Operation): void {
  const types = [...responses].flatMap(([status, { content }]) => (status < 300 ? [...content.keys()] : []));
  if (types.length === 0 || request.accepts(types)) return;
  throw new Problem('not-acceptable', `This operation answers with ${types.join(' or ')}.`);
}
