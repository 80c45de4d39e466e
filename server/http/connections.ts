/** Connections that end late, or do not advance. */
import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setRefusal } from './message-refusals.ts';
import { Problem } from './problem.ts';

const lingerMs = 1000;

/**
 * Ends the connection after the response, but closes it a second later. A connection that is closed while the client
 * is still sending is reset, and then the client may lose the response (RFC 9112, 9.6).
 */
export function closeAfterResponse(socket: Socket): void {
  // node:http calls this after the last response.
  socket.destroySoon = () => {
    socket.end();
    // In a later turn: node:http resumes the socket to drop the rest of the body, however much that is.
    setImmediate(() => socket.pause());
    const timer = setTimeout(() => socket.destroy(), lingerMs).unref();
    socket.once('close', () => clearTimeout(timer));
  };
}

/** The request whose body is still arriving. */
export function requestIn(socket: Socket): IncomingMessage | undefined {
  const incoming: IncomingMessage | null | undefined = Reflect.get(socket, 'parser')?.incoming;
  return incoming?.complete === false ? incoming : undefined;
}

const checkMs = 1000;
const windowMs = 10_000;
const minBytes = 8192;

/** What a connection had transferred, and when. */
interface Mark {
  readonly at: number;
  readonly bytes: number;
}

/**
 * Ends connections that do not advance: a body, and a response that the client reads, may take as long as 8 KiB pass in
 * 10 seconds. A body that is too slow gets 408. Nobody would read the response to a reader that is too slow.
 */
export function watchProgress(server: Server): void {
  const marks = new Map<Socket, Mark>();
  server.on('connection', (socket: Socket) => {
    marks.set(socket, { at: 0, bytes: 0 });
    socket.once('close', () => marks.delete(socket));
  });
  const timer = setInterval(() => {
    const now = performance.now();
    for (const [socket, mark] of marks) {
      const bytes = transferred(socket);
      const advanced = bytes === undefined || mark.at === 0 || bytes - mark.bytes >= minBytes;
      if (advanced) marks.set(socket, { at: bytes === undefined ? 0 : now, bytes: bytes ?? 0 });
      else if (now - mark.at >= windowMs) endSlow(socket);
    }
  }, checkMs).unref();
  server.once('close', () => clearInterval(timer));
}

/** The bytes of both directions; undefined when nothing is awaited from the client. */
function transferred(socket: Socket): number | undefined {
  const isSending = requestIn(socket) !== undefined && !socket.isPaused();
  if (!isSending && socket.writableLength === 0) return undefined;
  // `socket.bytesWritten` counts what the kernel has not taken yet.
  const { bytesWritten = 0, writeQueueSize = 0 } = Reflect.get(socket, '_handle') ?? {};
  return socket.bytesRead + bytesWritten - writeQueueSize;
}

function endSlow(socket: Socket): void {
  const request = requestIn(socket);
  const response: unknown = Reflect.get(socket, '_httpMessage');
  const isWaiting = response instanceof ServerResponse && response.req === request && !response.headersSent;
  if (request && isWaiting && request.listenerCount('error') > 0)
    setRefusal(request, new Problem('request-timeout', 'The body did not advance by 8 KiB in 10 seconds.'));
  else socket.destroy();
}
