import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RateLimit } from '../rate-limit.ts';
import type { GivenAnswer, OwnHeader } from './answers.ts';

/** Sends an answer that was given before, with what belongs to this request alone filled in. */
export function createRepeat(rateLimit: RateLimit, requestIdOf: (given: unknown) => string) {
  function ownValue(name: OwnHeader, id: string, client: string, bytes: Buffer): string {
    switch (name) {
      case 'X-Request-Id':
        return id;
      case 'Content-Length':
        return String(bytes.length);
      default:
        return rateLimit.shareOf(client)[name];
    }
  }

  return (
    request: IncomingMessage,
    response: ServerResponse,
    { status, headers, own, log }: GivenAnswer,
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
