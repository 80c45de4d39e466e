import { Agent, request as open } from 'node:http';
import { request as openSecurely, Agent as SecureAgent } from 'node:https';
import { text } from 'node:stream/consumers';
import type { ReceivedResponse } from '../../contract/check-response.ts';
import { type PlannedRequest, payload } from './planned-request.ts';

export interface Connections {
  /** @throws Error when there is no complete response in time. A response of any status is returned. */
  send(request: PlannedRequest): Promise<ReceivedResponse>;
  close(): void;
}

/** Reuses connections: to open one for each request takes longer, and a long run would use up all ports. */
export function keepAlive(url: string, timeoutMs: number): Connections {
  const { protocol, hostname, port, pathname } = new URL(url);
  const isSecure = protocol === 'https:';
  const agent = new (isSecure ? SecureAgent : Agent)({ keepAlive: true, timeout: timeoutMs });
  const target = { agent, hostname: hostname.replace(/^\[|\]$/g, ''), port };
  const prefix = pathname.replace(/\/$/, '');

  async function send(planned: PlannedRequest): Promise<ReceivedResponse> {
    const { method, path, headers } = planned;
    const body = payload(planned);
    const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = { ...target, method, path: `${prefix}${path}`, headers: { ...length, ...headers } };
    const request = (isSecure ? openSecurely : open)(options);
    request.once('timeout', () => request.destroy(new Error(`no response for ${timeoutMs} ms`)));
    const received = new Promise<ReceivedResponse>((resolve, reject) => {
      request.once('error', reject).once('response', (response) => {
        const { statusCode: status = 0, headers } = response;
        text(response).then((body) => resolve({ method, status, headers, body }), reject);
      });
    });
    request.end(body);
    return received.catch((error: NodeJS.ErrnoException) => {
      // The server closed the idle connection just when the request was sent. It may (RFC 9112, section 9.5).
      if (request.reusedSocket && error.code === 'ECONNRESET') return send(planned);
      throw error;
    });
  }
  return { send, close: () => agent.destroy() };
}
