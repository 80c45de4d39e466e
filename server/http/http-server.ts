import {
  createServer,
  IncomingMessage,
  maxHeaderSize,
  type RequestListener,
  type Server,
  ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import type { Express } from 'express';
import { lookup } from '../../contract/json.ts';
import type { Contract, Parameter } from '../../contract/model.ts';
import { closeAfterResponse, requestIn, watchProgress } from './connections.ts';
import { endsConnection, refusalOf, setRefusal, unreadable } from './message-refusals.ts';
import type { Problem } from './problem.ts';
import { hasBody } from './read-body.ts';

/** Milliseconds for the headers of a request. A body may take as long as it advances: see connections.ts. */
const headersTimeout = 10_000;
/** Of one connection. A request that waits takes 1.5 KB, and a client may send thousands at once. */
const maxWaiting = 500;

/**
 * An HTTP server that creates its requests and responses with the members of Express. Express would change the
 * prototype of each request and response, which costs more than all its other work.
 *
 * Every message passes here first, with the response cache on and off.
 *
 * @param listener gets what is a request; `app` responds to everything else with a problem
 */
export function createHttpServer(app: Express, contract: Contract, listener: RequestListener): Server {
  class ExpressRequest extends IncomingMessage {}
  class ExpressResponse extends ServerResponse {
    // Every response calls this, just before its headers are sent.
    override writeHead(...args: [status: number, ...unknown[]]): this {
      const { req, socket } = this;
      // Nobody reads the rest of the body. Without this, node:http would receive all of it and drop it.
      if (socket && hasBody(req) && !req.complete) {
        this.shouldKeepAlive = false;
        closeAfterResponse(socket);
      }
      return super.writeHead(...(args as [number]));
    }
  }
  app.request = extended(ExpressRequest.prototype, app.request);
  app.response = extended(ExpressResponse.prototype, app.response);

  const respond: RequestListener = (request, response) => {
    const refusal = refusalOf(request);
    // node:http drops what follows a request to upgrade.
    if (refusal || request.headers.upgrade !== undefined || endsConnection(request))
      response.shouldKeepAlive = false;
    if (refusal) setRefusal(request, refusal);
    (refusal ? app : listener)(request, response);
  };
  const inTurn = oneAtATime(respond);
  const refuse = (socket: Socket, problem: Problem) => {
    const request = new ExpressRequest(socket);
    // Neither is known. The log shows both.
    Object.assign(request, { method: '?', url: '/' });
    setRefusal(request, problem);
    const response = new ExpressResponse(request as InstanceType<typeof IncomingMessage>);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    closeAfterResponse(socket);
    response.once('finish', () => socket.destroySoon());
    app(request, response);
  };
  const server = createServer({
    IncomingMessage: ExpressRequest,
    ServerResponse: ExpressResponse,
    maxHeaderSize: maxHeaderSize + longestHeaders(contract),
    headersTimeout,
    requestTimeout: 0,
    connectionsCheckingInterval: 1000,
    // message-refusals.ts refuses a request without it.
    requireHostHeader: false,
  });
  // Without this, node:http drops all headers after the first 2,000. Their size is limited anyway.
  server.maxHeadersCount = 0;
  // A client may end its side of the connection before it has the responses. @types/node does not know it.
  Object.assign(server, { httpAllowHalfOpen: true });
  watchProgress(server);
  return (
    server
      .on('request', inTurn)
      // read-body.ts sends 100 Continue when it reads the body. Other expectations: message-refusals.ts.
      .on('checkContinue', inTurn)
      .on('checkExpectation', inTurn)
      .on('connect', (_request, socket: Socket) => refuse(socket, unreadable({ code: 'CONNECT' })))
      .on('clientError', onUnreadable(refuse))
  );
}

/** Handles one request of a connection at a time. Its response has a socket when it is the next to be sent. */
function oneAtATime(respond: RequestListener): RequestListener {
  const waiting = new WeakMap<Socket, number>();
  return (request, response) => {
    if (response.socket) return respond(request, response);
    const count = (waiting.get(request.socket) ?? 0) + 1;
    waiting.set(request.socket, count);
    if (count > maxWaiting) request.socket.destroy();
    response.once('socket', (socket) => {
      waiting.set(socket, (waiting.get(socket) ?? 1) - 1);
      respond(request, response);
    });
  };
}

/** Responds to a message that node:http cannot read, after the responses to the requests before it. */
function onUnreadable(refuse: (socket: Socket, problem: Problem) => void) {
  const seen = new WeakSet<Socket>();
  return (error: NodeJS.ErrnoException, socket: Socket): void => {
    // The parser reports the error again for each part of the message that arrives later.
    if (seen.has(socket) && socket.writable) return;
    seen.add(socket);
    // A client that is gone, or that opened a connection and sent nothing: nobody waits for a response.
    if (!socket.writable || socket.bytesRead === 0) {
      socket.destroy(error);
      return;
    }
    socket.pause();
    const problem = unreadable(error);
    const request = requestIn(socket);
    if (request) setRefusal(request, problem);
    else afterResponses(socket, () => refuse(socket, problem));
  };
}

/** Runs at once when no response is pending. */
function afterResponses(socket: Socket, run: () => void): void {
  const response: ServerResponse | null | undefined = Reflect.get(socket, '_httpMessage');
  if (response) response.once('close', () => afterResponses(socket, run));
  else if (socket.writable) run();
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
