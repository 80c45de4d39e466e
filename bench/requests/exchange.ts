/** One request and its response, byte by byte: recorded from our server, repeated by the raw server, compared. */
import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request as openRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';

export interface BenchRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RecordedResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it arrived, compressed or not. */
  readonly body: Buffer;
}

export interface Exchange {
  readonly request: BenchRequest;
  readonly response: RecordedResponse;
}

export function get(path: string, headers: BenchRequest['headers'] = {}): BenchRequest {
  return { method: 'GET', path, headers };
}

/** Uses node:http, because fetch would decompress the body. */
export async function send(origin: string, request: BenchRequest): Promise<RecordedResponse> {
  const { method, path, headers, body } = request;
  const outgoing = openRequest(`${origin}${path}`, { method, headers }).end(body);
  const [incoming]: IncomingMessage[] = await once(outgoing, 'response');
  if (!incoming?.statusCode) throw new Error(`no response to ${method} ${path}`);
  return { status: incoming.statusCode, headers: incoming.headers, body: await buffer(incoming) };
}

/** The value of a JSON response, undefined without a body. */
export function jsonOf({ headers, body }: RecordedResponse): unknown {
  const text = headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body;
  return text.length > 0 ? JSON.parse(text.toString()) : undefined;
}

// These headers differ between any two responses.
const perResponse = ['date', 'x-request-id', 'ratelimit', 'ratelimit-policy'];

/** Where two responses to one request differ: `status`, `body` or the name of a header. */
export function differences(first: RecordedResponse, second: RecordedResponse): string[] {
  const names = [...new Set([...Object.keys(first.headers), ...Object.keys(second.headers)])];
  return [
    ...(first.status === second.status ? [] : ['status']),
    ...names.filter(
      (name) => !perResponse.includes(name) && !isDeepStrictEqual(first.headers[name], second.headers[name]),
    ),
    ...(first.body.equals(second.body) ? [] : ['body']),
  ];
}
