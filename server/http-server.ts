import { createServer, IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http';
import type { Express } from 'express';

/**
 * An HTTP server whose requests and responses are born with the prototypes that Express gives them. It would
 * change them one by one otherwise, which costs more than all else that it does.
 */
export function createHttpServer(app: Express, listener: RequestListener): Server {
  class ExpressRequest extends IncomingMessage {}
  class ExpressResponse extends ServerResponse {}
  app.request = Object.setPrototypeOf(ExpressRequest.prototype, app.request);
  app.response = Object.setPrototypeOf(ExpressResponse.prototype, app.response);
  const constructors = { IncomingMessage: ExpressRequest, ServerResponse: ExpressResponse };
  return createServer({ ...constructors, requestTimeout: 30_000 }, listener);
}
