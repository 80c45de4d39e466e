import { createServer, IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http';
import type { Express } from 'express';

/**
 * An HTTP server whose requests and responses are Express's from birth. Express would change the prototype of each
 * one by one, which costs more than all else that it does.
 */
export function createHttpServer(app: Express, listener: RequestListener): Server {
  class ExpressRequest extends IncomingMessage {}
  class ExpressResponse extends ServerResponse {}
  app.request = extended(ExpressRequest.prototype, app.request);
  app.response = extended(ExpressResponse.prototype, app.response);
  const constructors = { IncomingMessage: ExpressRequest, ServerResponse: ExpressResponse };
  return createServer({ ...constructors, requestTimeout: 30_000 }, listener);
}

/** With the members that Express adds: those for all apps, and those of this one. */
function extended<Prototype extends object>(prototype: object, express: Prototype): Prototype {
  for (const members of [Object.getPrototypeOf(express), express])
    Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(members));
  return prototype as Prototype;
}
