/** What answers at a URL is not this API: what was asked, what came back, and what to do. */
import cliTruncate from 'cli-truncate';
import type { ReceivedResponse } from '../../contract/check-response.ts';
import { identityOperation } from '../../contract/identity.ts';
import { parseJson } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';
import { asObject } from '../cases/negative-case.ts';
import { probe } from '../http/probe.ts';
import { identityIn, identityRequest } from './identity.ts';

export class WrongTarget extends Error {
  override name = 'WrongTarget';
}

/** A contract without an identity leaves it open which API it is. A problem may be the only response, as in 503. */
export function isThisApi(contract: Contract, { status, body }: ReceivedResponse): boolean {
  const operation = identityOperation(contract);
  if (!operation) return true;
  const { version, checksum, contract: theirs } = identityIn(contract, body);
  const parsed = asObject(parseJson(body ?? ''));
  if (status === 200)
    return theirs !== null || (version !== null && (checksum !== null || parsed.contract !== undefined));
  const slug = String(parsed.type).replace('/problems/', '');
  return operation.responses.has(status) && contract.problems.has(slug);
}

const width = 80;

export async function describeWrongTarget(
  contract: Contract,
  url: string,
  received: ReceivedResponse,
): Promise<string> {
  const { status, headers, body = '' } = received;
  const { method, path } = identityRequest(contract);
  // Control characters of a foreign page would reach the terminal.
  const words = body.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim() || '(no body)';
  const lines = [
    `asked:  ${method} ${url}${path}`,
    `got:    ${status} ${headers['content-type'] ?? 'without a content type'}`,
    cliTruncate(`        ${words}`, width),
    `remedy: ${await remedyFor(contract, url, received)}`,
  ];
  return [`${url} is not this API.`, ...lines.map((line) => `  ${line}`)].join('\n');
}

async function remedyFor(contract: Contract, url: string, received: ReceivedResponse): Promise<string> {
  const { status, headers, body = '' } = received;
  const { location } = headers;
  if (location !== undefined) {
    const { origin, pathname } = new URL(String(location), url);
    const { path } = identityRequest(contract);
    return `It redirects. Use the URL where it leads: --url ${origin}${pathname.replace(path, '')}`;
  }
  if (/\bHTTPS port\b/i.test(body))
    return `Begin the URL with https: --url ${url.replace('http:', 'https:')}`;
  const shorter = await shorterUrl(contract, url);
  if (shorter !== undefined) return `The end of the path is too much. Use --url ${shorter}`;
  if (status === 401 || status === 403) return 'Something in front asks for credentials: test behind it.';
  if (status >= 502 && status <= 504)
    return 'A proxy answers for a service that does not. Start the service.';
  const below = 'If this API is below a path there, add the path to --url';
  return `Correct host and port. ${below}, such as ${url}/media`;
}

/** The same URL with less of its path, where this API is. */
async function shorterUrl(contract: Contract, url: string): Promise<string | undefined> {
  const { origin, pathname } = new URL(url);
  const segments = pathname.split('/').filter(Boolean);
  for (let kept = segments.length - 1; kept >= 0; kept--) {
    const shorter = [origin, ...segments.slice(0, kept)].join('/');
    const received = await probe(shorter, identityRequest(contract)).catch(() => undefined);
    if (received && isThisApi(contract, received)) return shorter;
  }
  return undefined;
}
