import {
  createServer,
  IncomingMessage,
  maxHeaderSize,
  type RequestListener,
  type Server,
  ServerResponse,
} from 'node:http';
import type { Express } from 'express';
import type { Contract, Parameter } from '../contract/contract.ts';
import { lookup } from '../contract/json.ts';

/**
 * An HTTP server whose requests and responses are Express's from birth. Express would change the prototype of each
 * one by one, which costs more than all else that it does.
 */
export function createHttpServer(app: Express, contract: Contract, listener: RequestListener): Server {
  class ExpressRequest extends IncomingMessage {}
  class ExpressResponse extends ServerResponse {}
  app.request = extended(ExpressRequest.prototype, app.request);
  app.response = extended(ExpressResponse.prototype, app.response);
  const constructors = { IncomingMessage: ExpressRequest, ServerResponse: ExpressResponse };
  const options = { requestTimeout: 30_000, maxHeaderSize: maxHeaderSize + longestHeaders(contract) };
  return createServer({ ...constructors, ...options }, listener);
}

/** What one request may have of the headers of the contract; what Node allows by itself is for all others. */
function longestHeaders({ document, operations }: Contract): number {
  const lengthOf = ({ in: place, name, schemaPointer }: Parameter) =>
    place === 'header' ? name.length + Number(lookup(document, `${schemaPointer}/maxLength`) ?? 0) : 0;
  const lengths = operations.map(({ parameters }) =>
    parameters.reduce((sum, parameter) => sum + lengthOf(parameter), 0),
  );
  return Math.max(...lengths);
}

/** With the members that Express adds: those for all apps, and those of this one. */
function extended<Prototype extends object>(prototype: object, express: Prototype): Prototype {
  for (const members of [Object.getPrototypeOf(express), express])
    Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(members));
  return prototype as Prototype;
}
