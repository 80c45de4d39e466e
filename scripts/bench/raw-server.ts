/**
 * The measure: node:http alone, in a process of its own, answering with what it was handed. It does only
 * what no server can do without: read a body to its end, parse it, look up the answer.
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
      const { method, path, headers } = request;
      return [keyOf(method, path, headers['If-None-Match']), withoutOwnHeaders(answer)];
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
  const answer = answers.get(keyOf(request.method, request.url, request.headers['if-none-match']));
  if (!answer) {
    response.writeHead(404).end();
    return;
  }
  const send = () => response.writeHead(answer.status, answer.headers).end(answer.body);
  if (request.method === 'GET') send();
  else readJson(request, send);
}

function readJson(request: IncomingMessage, done: (value: unknown) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => done(JSON.parse(Buffer.concat(chunks).toString())));
}

// The path alone does not tell 200 from 304.
function keyOf(method = '', url = '', ifNoneMatch = ''): string {
  return `${method} ${url} ${ifNoneMatch}`;
}

function withoutOwnHeaders(answer: RecordedAnswer): RecordedAnswer {
  const headers = Object.entries(answer.headers).filter(([name]) => !ownHeaders.includes(name));
  return { ...answer, headers: Object.fromEntries(headers) };
}
