/** The operation of a request is found once. Everything after that reads it from the request. */
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { Contract, Named, Operation } from '../../contract/model.ts';
import { allowedMethods, answeringMethod } from '../../contract/paths.ts';
import { otherMethods } from '../../contract/refusals.ts';
import { notFound, Problem } from './problem.ts';

interface FoundOperation {
  readonly operation: Operation;
  /** The values in the path, still percent-encoded, by name. */
  readonly pathValues: Named<string>;
}

interface Carrier extends IncomingMessage {
  foundOperation?: FoundOperation;
}

/** Responds 404 to an unknown path, and 405 to a method that the path does not have. */
export function createFindOperation(contract: Contract): RequestHandler {
  return (request, _response, next) => {
    const { operations, values: pathValues } = contract.find(request.path);
    if (operations.length === 0) throw notFound();
    const method = answeringMethod(request.method);
    const operation = operations.find((one) => one.method === method);
    if (!operation) throw methodNotAllowed(operations);
    (request as Carrier).foundOperation = { operation, pathValues };
    next();
  };
}

/** @throws Error before `createFindOperation` has handled the request */
export function foundOperation(request: IncomingMessage): FoundOperation {
  const found = (request as Carrier).foundOperation;
  if (!found) throw new Error('the operation of this request was not looked up');
  return found;
}

/** Undefined when the path or the method is unknown. */
export function operationOf(request: IncomingMessage): Operation | undefined {
  return (request as Carrier).foundOperation?.operation;
}

function methodNotAllowed(operations: readonly Operation[]): Problem {
  const allow = allowedMethods(operations).join(', ');
  return new Problem('method-not-allowed', otherMethods(allow), { headers: { Allow: allow } });
}
