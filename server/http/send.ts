import type { Request, Response } from 'express';
import { allowsEtag, holdsEtag } from '../../contract/etag.ts';
import { selectingHeaders } from '../../contract/http-headers.ts';
import type { Operation } from '../../contract/model.ts';
import { kindOf, sentType } from '../../contract/payload.ts';
import { matchFailed } from '../../contract/refusals.ts';
import type { AnyResponse, Header } from '../operation-types.ts';
import { noStore, Problem } from './problem.ts';
import { Representation, type Variant } from './representation.ts';
import type { ResponseCheck } from './response-check.ts';

// These types come from the contract: any other value does not compile.
const revalidate: Header['CacheControlRevalidate'] = 'public, no-cache';
const vary: Header['Vary'] = 'Accept-Encoding, Accept, Origin';

/**
 * Sends what a handler returned.
 *
 * @returns the bytes of a precomputed response, empty for a 304; undefined when the body was made for this request.
 */
export type Send = (request: Request, response: Response, result: AnyResponse) => Buffer | undefined;

/** Creates the one place that sends the responses of an operation. */
export function createSend(operation: Operation, check: ResponseCheck): Send {
  const sendPrecomputed = createSendRepresentation(operation);
  return (request, response, result) => {
    const { status, body, headers } = result;
    if (body instanceof Representation) return sendPrecomputed(request, response, { ...result, body });
    const mediaType = mediaTypeOf(operation, result);
    check(request, operation, result, mediaType);
    response.status(status).set({ 'Cache-Control': noStore, ...headers });
    // Whoever has no token must not get it from a cache.
    if (operation.security) response.set('Cache-Control', noStore);
    if (mediaType === undefined) response.end();
    else {
      const bytes = bytesOf(mediaType, body);
      // Not set(): Express would add a charset to JSON.
      response.setHeader('Content-Type', sentType(mediaType));
      response.set('Content-Length', String(bytes.length)).end(bytes);
    }
    return undefined;
  };
}

/** @throws Error when the handler does not say which of several media types its body has */
function mediaTypeOf({ id, responses }: Operation, { status, mediaType }: AnyResponse): string | undefined {
  const types = [...(responses.get(status)?.content.keys() ?? [])];
  if (mediaType === undefined && types.length < 2) return types[0];
  if (mediaType !== undefined && types.includes(mediaType)) return mediaType;
  throw new Error(`the response of ${id} needs one of the media types ${types.join(', ')}, not ${mediaType}`);
}

function bytesOf(mediaType: string, body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(kindOf(mediaType) === 'json' ? JSON.stringify(body) : String(body));
}

interface PrecomputedResponse extends AnyResponse {
  readonly body: Representation<unknown>;
}

/** Creates what sends precomputed responses, of an operation or of a document, which has no parameters. */
export function createSendRepresentation(
  operation: Pick<Operation, 'parameters' | 'security'>,
): (request: Request, response: Response, result: PrecomputedResponse) => Buffer {
  const own = {
    'Cache-Control': revalidate,
    Vary: [vary, ...selectingHeaders(operation)].join(', '),
  };
  return (request, response, { status, body, headers }) => {
    const variant = negotiate(request, body);
    // Before any header of this response is set: the problem must not have them.
    if (!allowsEtag(request.get('If-Match'), variant.etag))
      throw new Problem('precondition-failed', matchFailed);
    // A handler sets Cache-Control itself if its response never changes.
    response.status(status).set({ ...own, ...headers });
    if (operation.security) response.set('Cache-Control', noStore);
    return sendVariant(request, response, variant, body.type);
  };
}

// The smallest that the client accepts, whatever its quality: a quality is only a preference.
function negotiate(request: Request, { identity, compressed }: Representation<unknown>): Variant {
  return compressed.find(({ encoding }) => request.acceptsEncodings(encoding)) ?? identity;
}

const noBytes = Buffer.alloc(0);

function sendVariant(
  request: Request,
  response: Response,
  { encoding, bytes, etag }: Variant,
  type: string,
): Buffer {
  response.set('ETag', etag);
  if (holdsEtag(request.get('If-None-Match'), etag)) {
    response.status(304).end();
    return noBytes;
  }
  if (encoding !== 'identity') response.set('Content-Encoding', encoding);
  response.setHeader('Content-Type', sentType(type));
  response.set('Content-Length', String(bytes.length)).end(bytes);
  return bytes;
}
