/** One kept connection that sends the same request again and again, at almost no cost to the sender. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { BenchRequest } from './exchange.ts';

export interface Connection {
  /** Send the next request only when the response to the one before is complete. */
  readonly send: (onResponse: () => void) => void;
  readonly close: () => void;
}

const endOfHead = '\r\n\r\n';

/** @param onError called when the connection ends, or when a response differs in size from the first */
export async function openConnection(
  origin: string,
  request: BenchRequest,
  onError: (error: Error) => void,
): Promise<Connection> {
  const { hostname, port, host } = new URL(origin);
  const bytes = Buffer.from(requestText(host, request));
  let respond: () => void = () => undefined;
  const callback = countResponses(
    () => respond(),
    () => onError(new Error(`${origin}${request.path}: the responses differ in size`)),
  );
  const onread = { buffer: Buffer.alloc(65_536), callback };
  const socket = connect({ host: hostname, port: Number(port), noDelay: true, onread });
  await once(socket, 'connect');
  socket.once('end', () => onError(new Error(`${origin} ended a connection`))).once('error', onError);
  return {
    send: (onResponse) => {
      respond = onResponse;
      socket.write(bytes);
    },
    close: () => socket.destroy(),
  };
}

/** All responses to one request have the same size, so counting bytes tells where a response ends. */
function countResponses(
  onResponse: () => void,
  onDifference: () => void,
): (size: number, data: Uint8Array) => boolean {
  let first = '';
  let responseSize = 0;
  let pending = 0;
  return (size, data) => {
    pending += size;
    if (responseSize === 0) {
      first += Buffer.from(data.subarray(0, size)).toString('latin1');
      responseSize = sizeOf(first);
    }
    if (responseSize > 0 && pending > responseSize) onDifference();
    if (pending === responseSize) {
      pending = 0;
      onResponse();
    }
    return true;
  };
}

function requestText(host: string, { method, path, headers, body }: BenchRequest): string {
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
  const fields = Object.entries({ Host: host, ...headers, ...length });
  const lines = [`${method} ${path} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`)];
  return `${lines.join('\r\n')}${endOfHead}${body ?? ''}`;
}

/** The bytes of the whole response, head and body; 0 while the head is not complete. */
export function sizeOf(received: string): number {
  const head = received.indexOf(endOfHead);
  if (head < 0) return 0;
  const length = /\r\ncontent-length: *(\d+)/i.exec(received.slice(0, head))?.[1] ?? '0';
  return head + endOfHead.length + Number(length);
}
