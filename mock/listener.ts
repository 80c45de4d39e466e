/** Between sockets and answers: bodies, request ids, CORS. What is answered is decided in respond.ts. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import cors from 'cors';
import { createRequestIds, crossOrigin } from '../contract/http-headers.ts';
import type { Contract } from '../contract/model.ts';
import type { MockResponse } from './exchange.ts';
import { createResponder } from './respond.ts';

/** @param log Gets a line for each answer. */
export function createListener(contract: Contract, log: (line: string) => void): RequestListener {
  const respond = createResponder(contract);
  const requestIdOf = createRequestIds(contract);
  const allowEveryOrigin = cors({ ...crossOrigin(contract) });
  const maxBytes = Math.max(0, ...contract.operations.map(({ requestBody }) => requestBody?.maxBytes ?? 0));

  return (request, response) => {
    const { method = '', url = '', headers } = request;
    const [path = '', ...search] = url.split('?');
    const query = new URLSearchParams(search.join('?'));
    const id = requestIdOf(headers['x-request-id']);

    const answer = async () => {
      const body = await readBody(request, maxBytes);
      const answered = await respond({ method, path, query, headers, body, id });
      log(`${method} ${url} ${answered.status}`);
      send(response, answered, id);
    };
    response.setHeader('x-request-id', id);
    // A preflight is answered there and goes no further.
    allowEveryOrigin(request, response, () => answer().catch(() => response.destroy()));
  };
}

/** The body, cut off soon after it is known to be too long. */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Not destroyed: the answer goes out over the same socket.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) break;
  }
  // What is left is read too: unread, it would keep the connection from its next request.
  request.resume();
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers, body }: MockResponse, id: string): void {
  response.statusCode = status;
  response.setHeaders(new Map(Object.entries({ ...headers, 'x-request-id': id })));
  if (body !== undefined) response.setHeader('content-length', Buffer.byteLength(body));
  // The answer to HEAD has no body: node:http leaves it out by itself.
  response.end(body);
}
