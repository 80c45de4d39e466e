import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { forward, type WireResponse } from '../http/forward.ts';
import { type Listening, listen } from '../http/listen.ts';

type Respond = (
  request: IncomingMessage,
  forward: () => Promise<WireResponse>,
) => WireResponse | Promise<WireResponse>;

/** A proxy in front of `upstream`. It reads each request to its end before it responds. */
export function startRelay(upstream: string, respond: Respond): Promise<Listening> {
  return listen(
    createServer(async (request, response) => {
      const received = await buffer(request);
      const { status, headers, body } = await respond(request, () => forward(request, received, upstream));
      response.writeHead(status, headers).end(body);
    }),
  );
}
