/** One kept connection that sends the same request again and again, at next to no cost to the sender. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { BenchRequest } from './exchange.ts';

export interface Connection {
  /** One at a time: only when the request before is answered. */
  readonly ask: (answered: () => void) => void;
  readonly close: () => void;
}

const endOfHead = '\r\n\r\n';

/** @param failed hears of a connection that ended, and of an answer that is not like the first */
export async function openConnection(
  origin: string,
  request: BenchRequest,
  failed: (error: Error) => void,
): Promise<Connection> {
  const { hostname, port, host } = new URL(origin);
  const bytes = Buffer.from(requestText(host, request));
  let answered: () => void = () => undefined;
  const callback = countAnswers(
    () => answered(),
    () => failed(new Error(`${origin}${request.path}: the answers differ in size`)),
  );
  const onread = { buffer: Buffer.alloc(65_536), callback };
  const socket = connect({ host: hostname, port: Number(port), noDelay: true, onread });
  await once(socket, 'connect');
  socket.once('end', () => failed(new Error(`${origin} ended a connection`))).once('error', failed);
  return {
    ask: (callback) => {
      answered = callback;
      socket.write(bytes);
    },
    close: () => socket.destroy(),
  };
}

/** Every answer to one request has one size, so counting bytes is enough to tell where it ends. */
function countAnswers(
  answered: () => void,
  differing: () => void,
): (size: number, data: Uint8Array) => boolean {
  let first = '';
  let answerSize = 0;
  let pending = 0;
  return (size, data) => {
    pending += size;
    if (answerSize === 0) {
      first += Buffer.from(data.subarray(0, size)).toString('latin1');
      answerSize = sizeOf(first);
    }
    if (answerSize > 0 && pending > answerSize) differing();
    if (pending === answerSize) {
      pending = 0;
      answered();
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

/** Of the whole answer, head and body; 0 while the head is not there yet. */
export function sizeOf(received: string): number {
  const head = received.indexOf(endOfHead);
  if (head < 0) return 0;
  const length = /\r\ncontent-length: *(\d+)/i.exec(received.slice(0, head))?.[1] ?? '0';
  return head + endOfHead.length + Number(length);
}
