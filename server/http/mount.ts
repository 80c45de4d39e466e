import type { Request, RequestHandler } from 'express';
import { preferredType } from '../../contract/accept.ts';
import { inputHeaders } from '../../contract/http-headers.ts';
import type { Operation } from '../../contract/model.ts';
import { notAcceptable } from '../../contract/refusals.ts';
import { successTypes } from '../../contract/successes.ts';
import type { Dependencies, Handlers } from '../handler.ts';
import type { AnyResponse } from '../operation-types.ts';
import { handlers as ours } from '../operations.ts';
import { callerOf } from './authorization/caller.ts';
import { foundOperation } from './found-operation.ts';
import { inputsOf } from './inputs.ts';
import { Problem } from './problem.ts';
import type { CachedResponses } from './response-cache/cached-responses.ts';
import type { ResponseCheck } from './response-check.ts';
import { createSend, type Send } from './send.ts';

// The compiler has checked each handler against its own operation, in operations.ts.
export type AnyHandler = (input: unknown, dependencies: Dependencies) => AnyResponse | Promise<AnyResponse>;

export type HandlerOf = (operation: Operation) => AnyHandler;

/** What is known of an operation before the first request. */
interface Mounted {
  readonly handler: AnyHandler;
  readonly send: Send;
  /** The media types of its successes. */
  readonly mediaTypes: string[];
  /** In lower case. */
  readonly headerNames: readonly string[];
}

/** Calls the handler of the operation that was found, and sends what it returns. */
export function createMount(
  dependencies: Dependencies,
  handlerOf: HandlerOf,
  cachedResponses: CachedResponses,
  check: ResponseCheck,
): RequestHandler {
  const { contract, snapshots } = dependencies;
  const mounted = new Map(
    contract.operations.map((operation): [Operation, Mounted] => [
      operation,
      {
        handler: handlerOf(operation),
        send: createSend(operation, check),
        mediaTypes: successTypes(operation),
        headerNames: inputHeaders(operation).map((name) => name.toLowerCase()),
      },
    ]),
  );
  return async (request, response) => {
    const { operation } = foundOperation(request);
    const { handler, send, mediaTypes, headerNames } = mounted.get(operation) as Mounted;
    const accepts = acceptedType(request, mediaTypes);
    const { path, query, headers: given } = inputsOf(request);
    // No others: the response cache knows only the headers that the contract declares.
    const headers = Object.fromEntries(headerNames.map((name) => [name, given[name]]));
    const input = { path, query, headers, body: request.body, caller: callerOf(request), accepts };
    const snapshot = snapshots.currentOrUndefined();
    const result = await handler(input, dependencies);
    const bytes = send(request, response, result);
    result.onSent?.();
    // If the snapshot was swapped while the handler ran, do not cache: either could have produced this response.
    // A response with its own headers is not cached: a release by number may be large, and caches in front keep it.
    if (snapshot && snapshot === snapshots.currentOrUndefined() && !result.headers)
      cachedResponses.keep({ operation, snapshot, request, response, bytes, onSent: result.onSent });
  };
}

class MissingHandler extends Error {
  override name = 'MissingHandler';

  constructor(id: string) {
    const remedy = `Add it to server/operations.ts, or: npm run generate -- --stub ${id}`;
    super(`operation ${id} has no handler. ${remedy}`);
  }
}

export function createHandlerOf(handlers: Handlers = ours): HandlerOf {
  const byId = new Map<string, unknown>(Object.entries(handlers));
  return ({ id }) => {
    const handler = byId.get(id);
    // Only happens when the contract was edited while the server runs: otherwise it does not compile.
    if (typeof handler !== 'function') throw new MissingHandler(id);
    return handler as AnyHandler;
  };
}

/** The media type that the caller wants most. Undefined when no success has a body. */
function acceptedType(request: Request, types: string[]): string | undefined {
  if (types.length === 0) return undefined;
  const accepted = preferredType(types, request.headers.accept);
  if (accepted) return accepted;
  throw new Problem('not-acceptable', notAcceptable(types));
}
