/** One request outside a run. When there is no response, one sentence says why, and another what to do. */
import { connect } from 'node:tls';
import type { ReceivedResponse } from '../../contract/check-response.ts';
import { Unreachable } from '../../lib/reach.ts';
import { keepAlive } from './keep-alive.ts';
import type { PlannedRequest } from './planned-request.ts';

const defaultTimeoutMs = 30_000;

/** @throws Unreachable when there is no complete response in time. A response of any status is returned. */
export async function probe(
  url: string,
  request: PlannedRequest,
  timeoutMs = defaultTimeoutMs,
): Promise<ReceivedResponse> {
  const connections = keepAlive(url, timeoutMs);
  let isLate = false;
  // The timeout of a connection begins anew with each byte.
  const timer = setTimeout(() => {
    isLate = true;
    connections.close();
  }, timeoutMs);
  try {
    return await connections.send(request);
  } catch (error) {
    const code = isLate ? 'ETIMEDOUT' : String((error as NodeJS.ErrnoException).code ?? error);
    throw new Unreachable(`${url} cannot be reached: ${await explain(new URL(url), code)}`);
  } finally {
    clearTimeout(timer);
    connections.close();
  }
}

type Reason = readonly [code: RegExp, text: string];

const reasons: readonly Reason[] = [
  [/^ECONNREFUSED$/, 'nothing listens there (refused). Start the service, or correct the port of --url.'],
  [/^ENOTFOUND$|^EAI_/, 'its name has no address (DNS). Correct the host of --url, or see the name server.'],
  [/^EHOSTUNREACH$|^ENETUNREACH$/, 'no network leads there. See the route, the VPN or the firewall.'],
  [/^ETIMEDOUT$|^no response/, 'no response came in time. See whether the service or a firewall hangs.'],
  [/^CERT_HAS_EXPIRED$/, 'its certificate has expired. Renew it at the target.'],
  [/^CERT_NOT_YET_VALID$/, 'its certificate is not valid yet. See the clock of this machine.'],
  [
    /ALTNAME_INVALID$/,
    'its certificate is for another host. Use a host that it names, or issue another at the target.',
  ],
  [
    /SELF_SIGNED|^UNABLE_TO_/,
    'Node knows no authority that signed its certificate. Of a private CA, name the certificate: NODE_EXTRA_CA_CERTS=ca.pem.',
  ],
  [/^EPROTO$|^ERR_SSL_/, 'it does not speak TLS. Begin --url with http://, or correct the port.'],
];

/** Undefined for a code that says no more than that a connection broke. */
export function reasonOf(code: string): string | undefined {
  return reasons.find(([pattern]) => pattern.test(code))?.[1];
}

async function explain(url: URL, code: string): Promise<string> {
  const reason = reasonOf(code);
  if (reason !== undefined) return reason;
  if (url.protocol === 'http:' && (await speaksTls(url)))
    return 'it speaks TLS, and --url says plain HTTP. Begin --url with https://.';
  return `the connection broke (${code}). See whether HTTP is spoken there, and the log of the target.`;
}

/** A server of TLS closes a connection of plain HTTP without a response. */
function speaksTls({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const host = hostname.replace(/^\[|\]$/g, '');
    // Nothing is sent: whose certificate it is does not matter.
    const socket = connect({ host, port: Number(port || 80), rejectUnauthorized: false, timeout: 5000 });
    const end = (speaks: boolean) => {
      resolve(speaks);
      socket.destroy();
    };
    socket.once('secureConnect', () => end(true));
    socket.once('error', () => end(false)).once('timeout', () => end(false));
  });
}
