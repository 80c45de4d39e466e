import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RateLimit } from '../rate-limit.ts';
import type { CachedResponse, PerRequestHeader } from './cached-responses.ts';

/** Sends an answer that was given before, with what belongs to this request alone filled in. */
export function createReplay(rateLimit: RateLimit, requestIdOf: (given: unknown) => string) {
  function ownValue(name: PerRequestHeader, id: string, client: string, bytes: Buffer): string {
    switch (name) {
      case 'X-Request-Id':
        return id;
      case 'Content-Length':
        return String(bytes.length);
      default:
        return rateLimit.quotaOf(client)[name];
    }
  }

  return (
    request: IncomingMessage,
    response: ServerResponse,
    { status, headers, own, log }: CachedResponse,
    bytes: Buffer,
    client: string,
    begun: number,
  ): void => {
    const id = requestIdOf(request.headers['x-request-id']);
    const values = headers.slice();
    for (const [name, index] of own) values[index] = ownValue(name, id, client, bytes);
    response.writeHead(status, values).end(bytes);
    // What the kernel has taken is sent. The rest waits for its reader, and so does its line.
    if (response.writableLength === 0) log(id, begun);
    else response.once('close', () => log(id, begun));
  };
}
