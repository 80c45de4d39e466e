import {
  createServer,
  IncomingMessage,
  maxHeaderSize,
  type RequestListener,
  type Server,
  ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import { lookup } from '../../contract/json.ts';
import type { Contract, Parameter } from '../../contract/model.ts';

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
  return createServer({ ...constructors, ...options }, listener).on('clientError', refuseMessage);
}

/** What node:http answers by itself to a message that it cannot read, by the code of its error. */
const refusals: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
const lingerMs = 1000;

/**
 * CachedResponses a message that is not HTTP as node:http does, and closes later. A connection that is closed while the
 * client is still sending is reset, and the client may lose the answer (RFC 9112, 9.6): Node 24 does that.
 */
function refuseMessage(error: NodeJS.ErrnoException, socket: Duplex): void {
  // The parser reports an error again for each part of the message that still arrives.
  if (socket.writableEnded) return;
  const response: ServerResponse | undefined = Reflect.get(socket, '_httpMessage');
  if (!socket.writable || response?.headersSent) {
    socket.destroy(error);
    return;
  }
  const status = refusals[error.code ?? ''] ?? 400;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
  const timer = setTimeout(() => socket.destroy(), lingerMs).unref();
  socket.once('close', () => clearTimeout(timer));
}

/** What one request may have of the headers of the contract; what Node allows by itself is for all others. */
function longestHeaders({ document, operations }: Contract): number {
  const lengthOf = ({ in: location, name, schemaPointer }: Parameter) =>
    location === 'header' ? name.length + Number(lookup(document, `${schemaPointer}/maxLength`) ?? 0) : 0;
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
