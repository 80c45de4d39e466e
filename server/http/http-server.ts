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
 * An HTTP server that creates its requests and responses with the members of Express. Express would change the
 * prototype of each request and response, which costs more than all its other work.
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

/** The status that node:http sends for a message that it cannot read, by error code. */
const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
const closeDelayMs = 1000;

/**
 * Responds like node:http to a message that is not HTTP, but closes the connection later. Node 24 closes it while the
 * client is still sending: then the connection is reset, and the client may lose the response (RFC 9112, 9.6).
 */
function refuseMessage(error: NodeJS.ErrnoException, socket: Duplex): void {
  // The parser reports the error again for each part of the message that arrives later.
  if (socket.writableEnded) return;
  const response: ServerResponse | undefined = Reflect.get(socket, '_httpMessage');
  if (!socket.writable || response?.headersSent) {
    socket.destroy(error);
    return;
  }
  const status = statuses[error.code ?? ''] ?? 400;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
  const timer = setTimeout(() => socket.destroy(), closeDelayMs).unref();
  socket.once('close', () => clearTimeout(timer));
}

/** Bytes of all declared headers of an operation at their full length. Node's default limit is for the others. */
function longestHeaders({ document, operations }: Contract): number {
  const lengthOf = ({ in: location, name, schemaPointer }: Parameter) =>
    location === 'header' ? name.length + Number(lookup(document, `${schemaPointer}/maxLength`) ?? 0) : 0;
  const lengths = operations.map(({ parameters }) =>
    parameters.reduce((sum, parameter) => sum + lengthOf(parameter), 0),
  );
  return Math.max(...lengths);
}

/** Adds the members of Express: those of all apps, and those of this app. */
function extended<Prototype extends object>(prototype: object, express: Prototype): Prototype {
  for (const members of [Object.getPrototypeOf(express), express])
    Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(members));
  return prototype as Prototype;
}
