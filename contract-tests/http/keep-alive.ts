import { Agent, request as open } from 'node:http';
import { request as openSecurely, Agent as SecureAgent } from 'node:https';
import { text } from 'node:stream/consumers';
import type { ReceivedResponse } from '../../contract/check-response.ts';
import { type PlannedRequest, payload } from './planned-request.ts';

export interface Connections {
  /** @throws when there is no whole answer in time; whatever answers is an answer. */
  send(request: PlannedRequest): Promise<ReceivedResponse>;
  close(): void;
}

/** Connections that are kept: opening one for each request takes longer, and in the end all the ports there are. */
export function keepAlive(url: string, timeoutMs = 10_000): Connections {
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
    request.once('timeout', () => request.destroy(new Error(`no answer for ${timeoutMs} ms`)));
    const answer = new Promise<ReceivedResponse>((resolve, reject) => {
      request.once('error', reject).once('response', (response) => {
        const { statusCode: status = 0, headers } = response;
        text(response).then((body) => resolve({ method, status, headers, body }), reject);
      });
    });
    request.end(body);
    return answer.catch((error: NodeJS.ErrnoException) => {
      // The server closed an idle connection at the moment of its use: no fault of anyone's.
      if (request.reusedSocket && error.code === 'ECONNRESET') return send(planned);
      throw error;
    });
  }
  return { send, close: () => agent.destroy() };
}
