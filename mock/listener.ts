/** Sockets: reads bodies, sets request ids, allows other origins. contract/stand-in/ decides on the response. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import cors from 'cors';
import { createRequestIds, crossOrigin, mockHeaderName } from '../contract/http-headers.ts';
import type { Contract } from '../contract/model.ts';
import { pathOf } from '../contract/paths.ts';
import { sentType } from '../contract/payload.ts';
import type { MockResponse } from '../contract/stand-in/model.ts';
import { createResponder, type ResponderOptions } from '../contract/stand-in/respond.ts';
import { describeRequest } from '../lib/request-line.ts';
import { createDocuments } from './documents.ts';
import { createPrism, readPreference } from './prism.ts';

export interface MockOptions extends ResponderOptions {
  /** Gets one line for each response. */
  readonly log?: ((line: string) => void) | undefined;
  /** The URL of the mock in the contract that it serves. */
  readonly url?: string;
}

export function createListener(
  contract: Contract,
  { log = () => {}, url: ownUrl = 'http://localhost:4010', ...options }: MockOptions = {},
): RequestListener {
  const respond = createResponder(contract, { ask: createPrism(contract), readPreference }, options);
  const readDocument = createDocuments(contract, ownUrl);
  const requestIdOf = createRequestIds(contract);
  const { exposedHeaders, ...allowed } = crossOrigin(contract);
  const allowEveryOrigin = cors({ ...allowed, exposedHeaders: [...exposedHeaders, mockHeaderName] });
  const limits = contract.operations.map(({ requestBody }) =>
    requestBody ? (requestBody.maxBytes ?? Infinity) : 0,
  );
  const maxBytes = Math.max(0, ...limits);

  return (request, response) => {
    const { method = '', url = '', headers, rawHeaders } = request;
    const startedAt = performance.now();
    const path = pathOf(url);
    const [, ...search] = url.split('?');
    const id = requestIdOf(headers['x-request-id']);

    const handle = async () => {
      const body = await readBody(request, maxBytes);
      const sent =
        readDocument({ method, path }) ??
        (await respond({ method, path, search: search.join('?'), headers, rawHeaders, body, id }));
      send(response, sent, id);
    };
    response.once('finish', () => {
      const milliseconds = performance.now() - startedAt;
      log(describeRequest('mock', { method, path, status: response.statusCode, milliseconds }));
    });
    response.setHeader('x-request-id', id);
    // cors answers a preflight itself and does not call back.
    allowEveryOrigin(request, response, () => handle().catch(() => response.destroy()));
  };
}

/** The body, or more than `maxBytes` of it. It is read to its end: a response before that may reset the client. */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (length <= maxBytes) chunks.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers, body }: MockResponse, id: string): void {
  response.statusCode = status;
  response.setHeaders(new Map(Object.entries({ ...headers, 'x-request-id': id })));
  const type = response.getHeader('content-type');
  if (type !== undefined) response.setHeader('content-type', sentType(String(type)));
  if (body !== undefined) response.setHeader('content-length', Buffer.byteLength(body));
  // node:http omits the body of a response to HEAD.
  response.end(body);
}
