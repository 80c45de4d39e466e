import express, { type Request, type Router } from 'express';
import type { Operation } from '../contract/contract.ts';
import type { Dependencies, Handlers } from './handler.ts';
import { handlers as ours } from './operations.ts';
import { Problem } from './problem.ts';
import { routeOf } from './route.ts';
import { type AnyAnswer, send } from './send.ts';

// One handler among all: the compiler has checked each against its own operation, in operations.ts.
type AnyHandler = (input: unknown, dependencies: Dependencies) => AnyAnswer | Promise<AnyAnswer>;

/** A route for every operation of the contract, by its operationId. */
export function createRouter(dependencies: Dependencies, handlers: Handlers = ours): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const operation of dependencies.contract.operations) {
    const handler = handlerOf(operation, handlers);
    router[operation.method](routeOf(operation.path), async (request, response) => {
      refuseUnacceptable(request, operation);
      const { params: path, query, body } = request;
      send(request, response, await handler({ path, query, body }, dependencies));
    });
  }
  return router;
}

// Only a contract that was edited while the server runs can lack a handler: the rest does not compile.
function handlerOf({ id }: Operation, handlers: Handlers): AnyHandler {
  const handler = new Map<string, unknown>(Object.entries(handlers)).get(id);
  if (typeof handler !== 'function')
    throw new Error(`operation ${id} has no handler in server/operations.ts`);
  return handler as AnyHandler;
}

function refuseUnacceptable(request: Request, { responses }: Operation): void {
  const types = [...(responses.get(200)?.content.keys() ?? [])];
  if (request.accepts(types)) return;
  throw new Problem('not-acceptable', `This operation answers with ${types.join(' or ')}.`);
}
