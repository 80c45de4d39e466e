/** One request and its answer, to the byte: recorded from our server, repeated by the raw one, compared. */
import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request as send } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';

export interface BenchRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RecordedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it arrived, compressed or not. */
  readonly body: Buffer;
}

export interface Exchange {
  readonly request: BenchRequest;
  readonly answer: RecordedAnswer;
}

// node:http, because fetch would decompress the body.
export async function ask(origin: string, request: BenchRequest): Promise<RecordedAnswer> {
  const { method, path, headers, body } = request;
  const outgoing = send(`${origin}${path}`, { method, headers }).end(body);
  const [incoming]: IncomingMessage[] = await once(outgoing, 'response');
  if (!incoming?.statusCode) throw new Error(`no answer to ${method} ${path}`);
  return { status: incoming.statusCode, headers: incoming.headers, body: await buffer(incoming) };
}

/** The value of a JSON answer, undefined without a body. */
export function jsonOf({ headers, body }: RecordedAnswer): unknown {
  const text = headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body;
  return text.length > 0 ? JSON.parse(text.toString()) : undefined;
}

const perAnswer = ['date', 'x-request-id', 'ratelimit', 'ratelimit-policy'];

/** Where two answers to one request differ, passing over what differs between any two answers. */
export function differences(first: RecordedAnswer, second: RecordedAnswer): string[] {
  const names = [...new Set([...Object.keys(first.headers), ...Object.keys(second.headers)])];
  return [
    ...(first.status === second.status ? [] : ['status']),
    ...names.filter(
      (name) => !perAnswer.includes(name) && !isDeepStrictEqual(first.headers[name], second.headers[name]),
    ),
    ...(first.body.equals(second.body) ? [] : ['body']),
  ];
}
