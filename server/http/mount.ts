import express, { type Request, type Router } from 'express';
import type { Operation } from '../../contract/model.ts';
import { routeOf } from '../../contract/paths.ts';
import type { Dependencies, Handlers } from '../handler.ts';
import { handlers as ours } from '../operations.ts';
import { Problem } from './problem.ts';
import type { CachedResponses } from './response-cache/cached-responses.ts';
import { type AnyResponse, send } from './send.ts';

// One handler among all: the compiler has checked each against its own operation, in operations.ts.
export type AnyHandler = (input: unknown, dependencies: Dependencies) => AnyResponse | Promise<AnyResponse>;

export type HandlerOf = (operation: Operation) => AnyHandler;

/** A route for every operation of the contract, by its operationId. */
export function createRouter(
  dependencies: Dependencies,
  handlerOf: HandlerOf,
  answers: CachedResponses,
): Router {
  const { contract, snapshots } = dependencies;
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const operation of contract.operations) {
    const handler = handlerOf(operation);
    router[operation.method](routeOf(operation.path), async (request, response) => {
      refuseUnacceptable(request, operation);
      const { params: path, query, headers, body } = request;
      const snapshot = snapshots.currentOrUndefined();
      const answer = await handler({ path, query, headers, body }, dependencies);
      const bytes = send(request, response, answer);
      // What was sent, and not what the handler said: an answer that breaks the contract has become a problem.
      const isSuccess = response.statusCode === 200 || response.statusCode === 304;
      // A release by its number carries headers of its own: it may be large, and there is a cache for such.
      const isRepeatable =
        isSuccess && !answer.headers && (bytes !== undefined || operation.method === 'post');
      // After a swap meanwhile nobody knows of which of the two the answer is.
      if (isRepeatable && snapshot && snapshot === snapshots.currentOrUndefined())
        answers.keep(snapshot, request, response, bytes);
    });
  }
  return router;
}

export function createHandlerOf(handlers: Handlers = ours): HandlerOf {
  const byId = new Map<string, unknown>(Object.entries(handlers));
  return ({ id }) => {
    const handler = byId.get(id);
    // Only a contract that was edited while the server runs can lack one: the rest does not compile.
    if (typeof handler !== 'function')
      throw new Error(`operation ${id} has no handler in server/operations.ts`);
    return handler as AnyHandler;
  };
}

function refuseUnacceptable(request: Request, { responses }: Operation): void {
  const types = [...(responses.get(200)?.content.keys() ?? [])];
  if (request.accepts(types)) return;
  throw new Problem('not-acceptable', `This operation answers with ${types.join(' or ')}.`);
}
