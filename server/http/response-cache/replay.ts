import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Measurements } from '../../metrics/model.ts';
import type { RateLimit } from '../rate-limit.ts';
import type { CachedResponse, PerRequestHeader } from './cached-responses.ts';

/** Sends a cached response with the headers of this request filled in. */
export function createReplay(
  rateLimit: RateLimit,
  requestIdOf: (requested: unknown) => string,
  measurements?: Measurements,
) {
  function perRequestValue(name: PerRequestHeader, id: string, client: string, bytes: Buffer): string {
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
    { status, headers, perRequestHeaders, completed }: CachedResponse,
    bytes: Buffer,
    client: string,
    startedAt: number,
  ): void => {
    const id = requestIdOf(request.headers['x-request-id']);
    const values = headers.slice();
    for (const [name, index] of perRequestHeaders) values[index] = perRequestValue(name, id, client, bytes);
    response.writeHead(status, values).end(bytes);
    // Logged when the kernel has taken all bytes: a slow reader counts into the response time.
    if (response.writableLength === 0) {
      completed(id, startedAt);
      return;
    }
    measurements?.began();
    response.once('close', () => {
      measurements?.ended();
      completed(id, startedAt);
    });
  };
}
