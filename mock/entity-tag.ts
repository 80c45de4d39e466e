import { createHash } from 'node:crypto';
import type { Operation } from '../contract/model.ts';
import type { MockRequest, MockResponse } from './exchange.ts';

/**
 * The answer with the validator of its own bytes, or 304 if the caller holds them already. The ETag of an example
 * is the same for all bytes: sent as it is, a browser would keep its old copy when the contract changes.
 */
export function revalidate(operation: Operation, request: MockRequest, answer: MockResponse): MockResponse {
  const validates = operation.responses.has(304);
  if (!validates || answer.status !== 200 || answer.body === undefined) return answer;
  const etag = `"${createHash('sha256').update(answer.body).digest('hex')}"`;
  const headers: MockResponse['headers'] = { ...answer.headers, etag };
  if (!isHeld(request, etag)) return { ...answer, headers };
  const { 'content-type': _, ...notModified } = headers;
  return { status: 304, headers: notModified };
}

// If-None-Match compares weakly (RFC 9110, 13.1.2).
function isHeld({ headers }: MockRequest, etag: string): boolean {
  const held = headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return held?.some((tag) => tag === etag || tag === '*') ?? false;
}
