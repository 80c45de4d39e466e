/** What a client accepts, and what it holds already. */
import { preferredType } from '../accept.ts';
import { digestOf } from '../digest.ts';
import { allowsEtag, holdsEtag } from '../etag.ts';
import type { Operation } from '../model.ts';
import { matchFailed, notAcceptable } from '../refusals.ts';
import { successTypes } from '../successes.ts';
import type { MockRequest, MockResponse, Refusal } from './model.ts';

/** A success without content is sent to everybody. */
export function refuseAccept(operation: Operation, { headers }: MockRequest): Refusal | undefined {
  const mediaTypes = successTypes(operation);
  if (mediaTypes.length === 0 || preferredType(mediaTypes, headers.accept)) return undefined;
  return { slug: 'not-acceptable', detail: notAcceptable(mediaTypes) };
}

/**
 * Adds the ETag of the body, refuses an If-Match without that ETag, or makes a 304 of the response when If-None-Match
 * holds it. The ETag of an example cannot be sent: it stays the same when the contract changes, and a browser would keep
 * its old copy.
 */
export function revalidate(
  operation: Operation,
  request: MockRequest,
  response: MockResponse,
): MockResponse | Refusal {
  const validates = operation.responses.has(304);
  if (!validates || response.status !== 200 || response.body === undefined) return response;
  const etag = `"${digestOf(response.body)}"`;
  if (!allowsEtag(request.headers['if-match'], etag))
    return { slug: 'precondition-failed', detail: matchFailed };
  const headers: MockResponse['headers'] = { ...response.headers, etag };
  if (!holdsEtag(request.headers['if-none-match'], etag)) return { ...response, headers };
  const { 'content-type': _, ...notModified } = headers;
  return { status: 304, headers: notModified };
}
