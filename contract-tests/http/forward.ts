/** Forwards requests as a proxy does. */
import { once } from 'node:events';
import { type Agent, type IncomingMessage, request as startRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface WireResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Sends a request that a proxy received to the server behind it, and reads the response.
 *
 * @param body of the request, read to its end: a response before that may reset the client
 * @param upstream the URL of the server, without a path
 * @param agent by default each request has a connection of its own
 * @throws Error when the server does not respond
 */
export async function forward(
  { method = 'GET', url: path = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  body: Buffer,
  upstream: string,
  agent: Agent | false = false,
): Promise<WireResponse> {
  const { connection, host, ...others } = headers;
  const outgoing = startRequest(upstream, { path, method, headers: others, agent });
  // A server may respond and close before it has read the whole body. The response counts.
  outgoing.on('error', () => {});
  outgoing.end(body);
  const [incoming]: [IncomingMessage] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: incoming.statusCode ?? 0, headers: endToEnd(incoming), body: await buffer(incoming) };
}

// Without the headers of the upstream connection (RFC 9110, 7.6.1).
function endToEnd({ headers }: IncomingMessage): Record<string, string> {
  const { connection, 'keep-alive': _, 'transfer-encoding': __, ...others } = headers;
  return Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)]));
}
