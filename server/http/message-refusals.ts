/** What is wrong with a message itself, whatever it asks for. */
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { Problem } from './problem.ts';

interface Carrier extends IncomingMessage {
  refusal?: Problem;
}

/**
 * Makes the full pipeline respond with this problem. Whoever reads the body gets it at once, because the rest may never
 * arrive.
 */
export function setRefusal(request: IncomingMessage, refusal: Problem): void {
  (request as Carrier).refusal = refusal;
  if (request.listenerCount('error') > 0) request.emit('error', refusal);
}

/** @param countRequest throws when the quota of the client is used up */
export function createRefuse(countRequest: RequestHandler): RequestHandler {
  return (request, response, next) => {
    const { refusal } = request as unknown as Carrier;
    if (refusal) countRequest(request, response, () => next(refusal));
    else next();
  };
}

// RFC 3986, 3.2.2 and 3.2.3, without userinfo: a registered name, IPv4 or IPv6, and perhaps a port. It may be empty.
const hosts = /^(?:(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*|\[[\da-f:.]+\])(?::\d{0,5})?$/i;
const maxHostLength = 1000;
// RFC 9110, 4.2.1
const withoutHost = /^https?:\/\/(?:[^/?#]*@)?(?:[:/?#]|$)/i;
// RFC 9110, 10.1.1. A list of several is one value.
const expectation = /^100-continue(?:\s*,\s*100-continue)*$/i;
/** node:http drops all lines of these headers but the first. Authorization is refused with its operation. */
const single = /^(?:host|content-type)$/i;

/** What node:http accepts or reads otherwise, and this service refuses. */
export function refusalOf(request: IncomingMessage): Problem | undefined {
  const { headers, httpVersion, url = '' } = request;
  const { host, expect } = headers;
  const coding = headers['transfer-encoding'];
  const twice = repeated(request.rawHeaders);
  if (twice) return invalid(`/header/${twice}`, 'is there more than once');
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return noHttp();
  // RFC 9112, 3.2
  if (host === undefined && httpVersion === '1.1') return invalid('/header/host', 'is missing');
  if (host !== undefined && (host.length > maxHostLength || !hosts.test(host)))
    return invalid('/header/host', 'is not a host with an optional port');
  if (withoutHost.test(url)) return noHttp();
  // RFC 9112, 6.1
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') return otherCoding();
  // HTTP/1.0 has no expectations.
  if (expect !== undefined && httpVersion === '1.1' && !expectation.test(expect))
    return new Problem('expectation-failed', 'Send Expect: 100-continue, or no Expect.');
  return undefined;
}

/** Whether node:http would keep the connection of a request of HTTP/1.0 that ends it (RFC 9112, 6.1 and 9.3). */
export function endsConnection({ headers, httpVersion }: IncomingMessage): boolean {
  const { connection = '', 'transfer-encoding': coding } = headers;
  return httpVersion === '1.0' && (coding !== undefined || /(?:^|,)\s*close\s*(?:,|$)/i.test(connection));
}

/** The name of a header that has several lines and may have only one. */
function repeated(rawHeaders: readonly string[]): string | undefined {
  let found: string[] | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    // Nearly every name has another length, and a comparison of lengths is cheap.
    if ((name.length !== 4 && name.length !== 12) || !single.test(name)) continue;
    const lower = name.toLowerCase();
    if (found?.includes(lower)) return lower;
    found = [...(found ?? []), lower];
  }
  return undefined;
}

function invalid(pointer: string, detail: string): Problem {
  return new Problem('invalid-request', `${pointer} ${detail}`, { errors: [{ pointer, detail }] });
}

function noHttp(): Problem {
  return new Problem('invalid-request', 'The message is not valid HTTP 1.0 or 1.1.');
}

function otherCoding(): Problem {
  return new Problem('not-implemented', 'Send Transfer-Encoding: chunked, or Content-Length.');
}

/** The problem of a message that node:http cannot read. */
export function unreadable(error: { readonly code?: string | undefined; readonly reason?: string }): Problem {
  const { code, reason = '' } = error;
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Problem(
        'headers-too-large',
        'The headers are too large together. Send fewer or shorter ones.',
      );
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new Problem('payload-too-large', 'The chunk extensions are too large. Send none.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem('request-timeout', 'The headers did not arrive in time.');
    case 'HPE_INVALID_TRANSFER_ENCODING':
      // RFC 9112, 6.1. A message that has both lengths was made to be read in two ways (6.3).
      return reason.includes('Content-Length') ? noHttp() : otherCoding();
    case 'CONNECT':
      return new Problem('not-implemented', 'This server is no proxy: it has no CONNECT.');
    default:
      return noHttp();
  }
}
