/** A server between the tests and the one under test, that mutates the answers it is asked to mutate. */
import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { WireResponse } from './wire-response.ts';

/** The request header that names the route. It is never forwarded. */
export const TAG = 'x-mutant';

export interface Route {
  /** The URL of the server to ask, or an answer that it gave to this request before. */
  readonly from: string | WireResponse;
  readonly mutate?: (response: WireResponse) => WireResponse;
}

export interface Exchange {
  /** The answer as it was. */
  readonly original: WireResponse;
  readonly sent: WireResponse;
}

export interface MutatingProxy {
  readonly url: string;
  /** The last exchange on each route. */
  readonly exchanges: ReadonlyMap<string, Exchange>;
  close(): Promise<void>;
}

/** @param routes by tag; a request without one of these is not answered. */
export async function startProxy(routes: ReadonlyMap<string, Route>): Promise<MutatingProxy> {
  const exchanges = new Map<string, Exchange>();
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer(async (request, response) => {
    try {
      const tag = String(request.headers[TAG]);
      const route = routes.get(tag);
      if (!route) throw new Error(`no route ${tag}`);
      const { from } = route;
      const original = typeof from === 'string' ? await forward(from, request, agent) : from;
      const sent = route.mutate?.(original) ?? original;
      exchanges.set(tag, { original, sent });
      answer(request, response, sent);
    } catch {
      // The connection breaks for whoever waits, and an exchange that was not kept fails the run.
      response.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    exchanges,
    async close() {
      agent.destroy();
      server.close().closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function forward(upstream: string, request: IncomingMessage, agent: http.Agent): Promise<WireResponse> {
  const { [TAG]: _, connection, host, ...headers } = request.headers;
  const outgoing = http.request(upstream, {
    path: request.url ?? '',
    method: request.method ?? 'GET',
    headers,
    agent,
  });
  outgoing.end(await buffer(request));
  const [incoming]: [IncomingMessage] = (await once(outgoing, 'response')) as [IncomingMessage];
  return {
    status: incoming.statusCode ?? 0,
    headers: endToEnd(incoming),
    body: await buffer(incoming),
  };
}

// What speaks about the connection is about the other one (RFC 9110, 7.6.1).
function endToEnd({ headers }: IncomingMessage): Record<string, string> {
  const { connection, 'keep-alive': _, 'transfer-encoding': __, ...others } = headers;
  return Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)]));
}

function answer(request: IncomingMessage, response: ServerResponse, sent: WireResponse): void {
  const { status, headers, body } = sent;
  if (body.length > 0 && mustBeEmpty(request, status)) {
    writeRaw(response, sent);
    return;
  }
  response.sendDate = false;
  response.writeHead(status, headers).end(body);
}

function mustBeEmpty({ method }: IncomingMessage, status: number): boolean {
  return method === 'HEAD' || status === 204 || status === 304;
}

// node:http leaves out a body where HTTP allows none, and here that is the fault to show.
function writeRaw({ socket }: ServerResponse, { status, headers, body }: WireResponse): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket?.write(`HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`);
  socket?.end(body);
}
