/**
 * A raw HTTP client. It reads the connection to its end and sees a body where none is allowed, or a body of another
 * length than announced. Dredd and fetch repair such responses silently.
 */
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { connect as connectSecurely } from 'node:tls';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import pLimit from 'p-limit';
import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import type { Allowances } from '../targets/behind-proxy.ts';
import type { Patience } from './patience.ts';
import { type PlannedRequest, payload } from './planned-request.ts';

export interface RawResponse extends ReceivedResponse {
  /** Decoded text. */
  readonly body: string;
  /** The body as received, still in its Content-Encoding. */
  readonly bytes: Buffer;
  /** What is wrong with the framing or encoding of the message. */
  readonly failures: readonly Failure[];
  /** A proxy changed the bytes, so that its ETag was weak. */
  readonly weakened?: true;
}

/** @throws Error when there is no HTTP response in time. A response of any status is returned. */
export type Send = (request: PlannedRequest) => Promise<RawResponse>;

// Other work in this process may delay a response that has arrived.
const timeoutMs = 60_000;
const concurrentConnections = 12;

/** What is known of a target. */
interface Traits {
  readonly behindProxy?: Allowances | undefined;
  readonly patience?: Patience | undefined;
}

export function createSend(url: string, { behindProxy, patience }: Traits = {}): Send {
  const place = new URL(url);
  const limit = pLimit(concurrentConnections);
  const once = async (request: PlannedRequest) =>
    readResponse(request.method, await exchange(place, messageOf(place, request)));
  return (request) =>
    limit(async () => {
      const response = await (patience ? patience.obey(() => once(request)) : once(request));
      return behindProxy ? behindProxy.restore(response) : response;
    });
}

function messageOf({ host, pathname }: URL, request: PlannedRequest): Buffer {
  const body = Buffer.from(payload(request));
  const headers = {
    host,
    connection: 'close',
    ...(body.length > 0 && { 'content-length': String(body.length) }),
    ...request.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const target = `${pathname.replace(/\/$/, '')}${request.path}`;
  const head = [`${request.method.toUpperCase()} ${target} HTTP/1.1`, ...lines].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]);
}

async function exchange({ protocol, hostname, port }: URL, message: Buffer): Promise<Buffer> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket =
    protocol === 'https:'
      ? connectSecurely({ host, port: Number(port || 443), servername: host })
      : connect({ host, port: Number(port || 80) });
  socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`no complete response for ${timeoutMs} ms`)));
  socket.write(message);
  return buffer(socket);
}

function readResponse(method: string, received: Buffer): RawResponse {
  const end = received.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = received.toString('latin1', 0, Math.max(0, end)).split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(statusLine)?.[1]);
  if (!status) throw new Error(`not an HTTP response: ${received.toString('latin1', 0, 60)}`);
  const headers = readHeaders(lines);
  const { bytes, failures } = unframe(method, status, headers, received.subarray(end + 4));
  const decoded = decode(headers['content-encoding'], bytes);
  return { method, status, headers, bytes, body: decoded.text, failures: [...failures, ...decoded.failures] };
}

function readHeaders(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [name = '', ...parts] = line.split(':');
    const [key, value] = [name.toLowerCase(), parts.join(':').trim()];
    headers[key] = Object.hasOwn(headers, key) ? `${headers[key]}, ${value}` : value;
  }
  return headers;
}

function unframe(method: string, status: number, headers: Record<string, string>, rest: Buffer) {
  const mustBeEmpty = method.toUpperCase() === 'HEAD' || status === 204 || status === 304;
  if (mustBeEmpty) {
    const detail = `must be empty, is ${rest.length} bytes`;
    return { bytes: rest, failures: rest.length > 0 ? [{ where: 'body on the wire', detail }] : [] };
  }
  const isChunked = headers['transfer-encoding']?.toLowerCase() === 'chunked';
  const bytes = isChunked ? joinChunks(rest) : rest;
  const announced = headers['content-length'];
  const isRight = announced === undefined || (!isChunked && Number(announced) === bytes.length);
  const detail = `must be ${bytes.length}, the length of the body, is ${announced}`;
  return { bytes, failures: isRight ? [] : [{ where: 'header content-length', detail }] };
}

function joinChunks(rest: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const end = rest.indexOf('\r\n', position);
    const size = end < 0 ? 0 : Number.parseInt(rest.toString('latin1', position, end), 16);
    if (!size) return Buffer.concat(chunks);
    chunks.push(rest.subarray(end + 2, end + 2 + size));
    position = end + 2 + size + 2;
  }
}

const decoders: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
};

function decode(encoding: string | undefined, bytes: Buffer): { text: string; failures: Failure[] } {
  if (encoding === undefined || bytes.length === 0) return { text: bytes.toString(), failures: [] };
  try {
    const decoder = decoders[encoding];
    if (decoder) return { text: decoder(bytes).toString(), failures: [] };
  } catch {
    // Reported below, like an encoding without a decoder.
  }
  return { text: '', failures: [{ where: 'body', detail: `cannot be decoded as ${encoding}` }] };
}
