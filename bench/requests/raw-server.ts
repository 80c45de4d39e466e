/**
 * The measure: node:http alone, in a process of its own, answering with what it was handed. It does only
 * what no server can do without: read a body to its end, parse it, look up the answer in a Map.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exchange, RecordedAnswer } from './exchange.ts';

const host = '127.0.0.1';
// node:http writes these by itself.
const ownHeaders = ['date', 'connection', 'keep-alive'];

process.once('message', (exchanges: Exchange[]) => {
  const answers = new Map(
    exchanges.map(({ request, answer }) => {
      const { method, path, headers, body } = request;
      const detail = body === undefined ? headers['If-None-Match'] : addressIn(JSON.parse(body));
      return [keyOf(method, path, detail), withoutOwnHeaders(answer)];
    }),
  );
  const server = createServer((request, response) => respond(answers, request, response));
  server.listen(0, host, () => process.send?.(`http://${host}:${(server.address() as AddressInfo).port}`));
});
process.once('disconnect', () => process.exit());

function respond(
  answers: ReadonlyMap<string, RecordedAnswer>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const send = (detail?: string) => {
    const answer = answers.get(keyOf(request.method, request.url, detail));
    if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
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

// The path alone tells neither 200 from 304 nor one address from another.
function keyOf(method = '', url = '', detail = ''): string {
  return `${method} ${url} ${detail}`;
}

function withoutOwnHeaders(answer: RecordedAnswer): RecordedAnswer {
  const headers = Object.entries(answer.headers).filter(([name]) => !ownHeaders.includes(name));
  return { ...answer, headers: Object.fromEntries(headers) };
}
