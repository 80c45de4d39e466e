/**
 * The measure: node:http alone, in a separate process, with the recorded responses. It does only what every server
 * has to do: read a body to its end, parse it, look up the response in a Map.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exchange, RecordedResponse } from './exchange.ts';

const host = '127.0.0.1';
// node:http adds these itself.
const addedHeaders = ['date', 'connection', 'keep-alive'];

process.once('message', (exchanges: Exchange[]) => {
  const responses = new Map(
    exchanges.map(({ request, response }) => {
      const { method, path, headers, body } = request;
      const detail = body === undefined ? headers['If-None-Match'] : addressIn(JSON.parse(body));
      return [keyOf(method, path, detail), withoutAddedHeaders(response)];
    }),
  );
  const server = createServer((request, response) => respond(responses, request, response));
  server.listen(0, host, () => process.send?.(`http://${host}:${(server.address() as AddressInfo).port}`));
});
process.once('disconnect', () => process.exit());

function respond(
  responses: ReadonlyMap<string, RecordedResponse>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const send = (detail?: string) => {
    const { method, url } = request;
    // A cache in front revalidates what was recorded without a condition.
    const recorded = responses.get(keyOf(method, url, detail)) ?? responses.get(keyOf(method, url));
    if (recorded) response.writeHead(recorded.status, recorded.headers).end(recorded.body);
    else response.writeHead(404).end();
  };
  if (request.method === 'GET') send(request.headers['if-none-match']);
  else readJson(request, (body) => send(addressIn(body)));
}

function readJson(request: IncomingMessage, done: (value: unknown) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => done(JSON.parse(Buffer.concat(chunks).toString())));
}

function addressIn(body: unknown): string | undefined {
  return (body as { hfn?: string }).hfn;
}

// The path alone does not distinguish 200 from 304, nor one address from another.
function keyOf(method = '', url = '', detail = ''): string {
  return `${method} ${url} ${detail}`;
}

function withoutAddedHeaders(recorded: RecordedResponse): RecordedResponse {
  const headers = Object.entries(recorded.headers).filter(([name]) => !addedHeaders.includes(name));
  return { ...recorded, headers: Object.fromEntries(headers) };
}
