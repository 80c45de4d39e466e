/** HTTP before and after the choice of a response: media types, sizes and conditional requests. */
import { createHash } from 'node:crypto';
import type { Operation } from '../contract/model.ts';
import type { MockRequest, MockResponse, Refusal } from './model.ts';

export function refuseBody({ requestBody }: Operation, { body, headers }: MockRequest): Refusal | undefined {
  if (!requestBody) return undefined;
  const { contentType, maxBytes } = requestBody;
  if (maxBytes !== undefined && body.length > maxBytes) {
    return { slug: 'payload-too-large', detail: `The body is larger than ${maxBytes} bytes.` };
  }
  const [mediaType, ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(/\s*;\s*/);
  const isUtf8 = parameters.every((parameter) => /^(?!charset=)|^charset="?utf-8"?$/.test(parameter));
  if (mediaType === contentType && isUtf8) return undefined;
  const given = headers['content-type'] || 'missing';
  const detail = `The Content-Type is ${given}. Send ${contentType} in UTF-8.`;
  return { slug: 'unsupported-media-type', detail };
}

export function refuseAccept({ responses }: Operation, { headers }: MockRequest): Refusal | undefined {
  const successes = [...responses.values()].filter(({ status }) => status < 300);
  const mediaTypes = successes.flatMap(({ content }) => [...content.keys()]);
  if (mediaTypes.some((mediaType) => isAccepted(mediaType, headers.accept ?? '*/*'))) return undefined;
  return { slug: 'not-acceptable', detail: `This operation responds with ${mediaTypes.join(' or ')}.` };
}

function isAccepted(mediaType: string, accept: string): boolean {
  const ranges = accept
    .toLowerCase()
    .split(',')
    .filter((range) => !/;\s*q=0(?:\.0*)?\s*$/.test(range));
  const accepted = ranges.map((range) => range.split(';', 1)[0]?.trim());
  return [mediaType, mediaType.replace(/\/.*/, '/*'), '*/*'].some((range) => accepted.includes(range));
}

/**
 * The media types that Prism may choose from. Prism sends a success instead of a problem when the client accepts only
 * the media type of the success. Therefore both media types are added, with the lowest weight.
 */
export function mediaTypesFor({ headers }: MockRequest): string[] {
  const accepted = (headers.accept ?? '*/*').split(',').map((range) => range.trim());
  return [...accepted, 'application/json;q=0.01', 'application/problem+json;q=0.01'];
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
