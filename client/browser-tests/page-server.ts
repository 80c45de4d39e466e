/** A page with the client, and on the same origin whatever responds to its requests. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSync } from 'esbuild';
import { projectRoot } from '../../lib/project.ts';

/** Responds to a request of the page. When it rejects, the connection is closed without a response. */
export type Upstream = (url: string, init: RequestInit) => Promise<Response>;

export interface Requested {
  /** With the query. */
  readonly path: string;
  /** Milliseconds, by the clock of `performance.now()`. */
  readonly time: number;
  /** The caller gave up before the response was complete. */
  wasAborted: boolean;
}

export interface PageServer {
  readonly url: string;
  /** What the pages requested, in this order, but not the pages. */
  readonly requests: Requested[];
  /** May be replaced at any time. */
  upstream: Upstream;
  close(): Promise<void>;
}

const pages: Readonly<Record<string, string>> = {
  '/': '<script src="/client.js"></script>',
  '/elsewhere': 'A page without the client',
  // What is in it has no storage, no locks and no origin.
  '/sandbox': `<iframe sandbox="allow-scripts" src="/sandboxed"></iframe>
    <script>addEventListener('message', ({ data }) => { globalThis.state = data; })</script>`,
  '/sandboxed': `<script src="/client.js"></script>
    <script>const { protocol, host } = location;
      const sync = taxonomy.createTaxonomySync({ baseUrl: protocol + '//' + host, interval: 4000 });
      sync.subscribe(() => parent.postMessage({ ...sync.state }, '*'));</script>`,
};

let bundle: string | undefined;

/** The entries of the client, as `taxonomy`. */
function readBundle(): string {
  const entries = ['calls/taxonomy-client.ts', 'sync/index.ts'];
  const contents = entries.map((entry) => `export * from './client/src/${entry}';`).join('');
  bundle ??= buildSync({
    stdin: { contents, resolveDir: projectRoot },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'taxonomy',
  }).outputFiles[0]?.text;
  return bundle ?? '';
}

export const down: Upstream = () => Promise.reject(new Error('The server is down.'));

export async function startPageServer(upstream: Upstream): Promise<PageServer> {
  const requests: Requested[] = [];
  const server = createServer((request, response) => {
    const { url: path = '/' } = request;
    if (path === '/favicon.ico') response.end();
    else if (path === '/client.js') response.setHeader('content-type', 'text/javascript').end(readBundle());
    else if (pages[path])
      response.setHeader('content-type', 'text/html').end(`<!doctype html>${pages[path]}`);
    else void pass(request, response);
  });
  async function pass({ url: path = '', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const requested: Requested = { path, time: performance.now(), wasAborted: false };
    requests.push(requested);
    const gone = new AbortController();
    response.on('close', () => {
      requested.wasAborted = !response.writableFinished;
      gone.abort();
    });
    const cache = headers['cache-control'] === 'no-cache' ? 'reload' : 'default';
    try {
      const got = await started.upstream(`${started.url}${path}`, { cache, signal: gone.signal });
      const body = Buffer.from(await got.arrayBuffer());
      const type = got.headers.get('content-type') ?? '';
      response.writeHead(got.status, { 'content-type': type, 'access-control-allow-origin': '*' }).end(body);
    } catch {
      response.destroy();
    }
  }
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const started: PageServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    upstream,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return started;
}
