/** What a client accepts, and what it holds already. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import accepts from 'accepts';
import type { Operation } from '../contract/model.ts';
import { withoutParameters } from '../contract/payload.ts';
import { successTypes } from '../contract/successes.ts';
import type { MockRequest, MockResponse, Refusal } from './model.ts';

/** The one of these media types that a client prefers; undefined when it accepts none of them. */
export function preferredType(mediaTypes: readonly string[], accept?: string): string | undefined {
  const headers = { accept: accept && withoutParameters(accept) };
  const preferred = accepts({ headers } as IncomingMessage).types([...mediaTypes]);
  return mediaTypes.find((mediaType) => mediaType === preferred);
}

/** A success without content is sent to everybody. */
export function refuseAccept(operation: Operation, { headers }: MockRequest): Refusal | undefined {
  const mediaTypes = successTypes(operation);
  if (mediaTypes.length === 0 || preferredType(mediaTypes, headers.accept)) return undefined;
  return { slug: 'not-acceptable', detail: `This operation responds with ${mediaTypes.join(' or ')}.` };
}

/**
 * Adds the ETag of the body, or makes a 304 of the response when If-None-Match holds that ETag. The ETag of an example
 * cannot be sent: it stays the same when the contract changes, and a browser would keep its old copy.
 */
export function revalidate(operation: Operation, request: MockRequest, response: MockResponse): MockResponse {
  const validates = operation.responses.has(304);
  if (!validates || response.status !== 200 || response.body === undefined) return response;
  const etag = `"${createHash('sha256').update(response.body).digest('hex')}"`;
  const headers: MockResponse['headers'] = { ...response.headers, etag };
  if (!matchesEtag(request, etag)) return { ...response, headers };
  const { 'content-type': _, ...notModified } = headers;
  return { status: 304, headers: notModified };
}

// If-None-Match compares weakly (RFC 9110, 13.1.2).
function matchesEtag({ headers }: MockRequest, etag: string): boolean {
  const tags = headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags?.some((tag) => tag === etag || tag === '*') ?? false;
}
