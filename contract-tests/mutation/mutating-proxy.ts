/** A proxy between the tests and the server that mutates responses. */
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { forward, type WireResponse } from '../http/forward.ts';
import { listen } from '../http/listen.ts';

/** The request header that names the route. The proxy does not forward it. */
export const TAG = 'x-mutant';

export interface Route {
  /** The URL of the server, or an earlier response to the same request. */
  readonly from: string | WireResponse;
  readonly mutate?: (response: WireResponse) => WireResponse;
}

export interface Exchange {
  /** The response before the mutation. */
  readonly original: WireResponse;
  readonly sent: WireResponse;
}

export interface MutatingProxy {
  readonly url: string;
  /** The last exchange on each route. */
  readonly exchanges: ReadonlyMap<string, Exchange>;
  close(): Promise<void>;
}

/** @param routes by tag; a request with another tag gets no response. */
export async function startProxy(routes: ReadonlyMap<string, Route>): Promise<MutatingProxy> {
  const exchanges = new Map<string, Exchange>();
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer(async (request, response) => {
    try {
      // Before any response: one in the middle of a body may reset the client.
      const body = await buffer(request);
      const { method, url } = request;
      const { [TAG]: tag, ...headers } = request.headers;
      const route = routes.get(String(tag));
      if (!route) throw new Error(`no route ${tag}`);
      const { from } = route;
      const original =
        typeof from === 'string' ? await forward({ method, url, headers }, body, from, agent) : from;
      const sent = route.mutate?.(original) ?? original;
      exchanges.set(String(tag), { original, sent });
      write(request, response, sent);
    } catch {
      // The client sees a broken connection, and the missing exchange fails the run.
      response.destroy();
    }
  });
  const { url, close } = await listen(server);
  return {
    url,
    exchanges,
    async close() {
      agent.destroy();
      await close();
    },
  };
}

/** @throws Error when the proxy sent no response: then a failed test did not see the mutant. */
export function exchangeOf({ exchanges }: MutatingProxy, tag: string, name: string): Exchange {
  const exchange = exchanges.get(tag);
  if (!exchange) throw new Error(`the proxy sent no response: ${name}`);
  return exchange;
}

function write(request: IncomingMessage, response: ServerResponse, sent: WireResponse): void {
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

// node:http drops a body where HTTP allows none, but such a body is what the mutant sends.
function writeRaw({ socket }: ServerResponse, { status, headers, body }: WireResponse): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket?.write(`HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`);
  socket?.end(body);
}
