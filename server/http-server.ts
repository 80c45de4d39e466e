import { createServer, IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http';
import type { Express } from 'express';

/**
 * An HTTP server whose requests and responses are born with the prototypes that Express gives them. It would
 * change them one by one otherwise, which costs more than all else that it does.
 */
export function createHttpServer(app: Express, listener: RequestListener): Server {
  const constructors = {
    IncomingMessage: born(IncomingMessage, app.request),
    ServerResponse: born(ServerResponse, app.response),
  };
  return createServer({ ...constructors, requestTimeout: 30_000 }, listener);
}

/** The same class with another prototype, which one that extends it could not be given. */
function born<Message extends typeof IncomingMessage | typeof ServerResponse>(
  message: Message,
  prototype: object,
): Message {
  function Born(this: object, ...values: unknown[]) {
    Reflect.apply(message, this, values);
  }
  Born.prototype = prototype;
  return Born as unknown as Message;
}
