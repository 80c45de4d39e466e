import type { Request, Response } from 'express';
import { selectingHeaders } from '../../contract/http-headers.ts';
import type { Operation } from '../../contract/model.ts';
import type { Header } from '../operation-types.ts';
import { Representation, type Variant } from './representation.ts';

/** The response of any operation. HandlerResponse in operation-types.ts is the type for one operation. */
export interface AnyResponse {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string | number>>;
}

// These types come from the contract: any other value does not compile.
export const noStore: Header['CacheControlNoStore'] = 'no-store';
const revalidate: Header['CacheControlRevalidate'] = 'public, no-cache';
const vary: Header['Vary'] = 'Accept-Encoding, Accept, Origin';

/**
 * Sends what a handler returned.
 *
 * @returns the bytes of a precomputed response, empty for a 304; undefined when the body was made for this request.
 */
export type Send = (request: Request, response: Response, result: AnyResponse) => Buffer | undefined;

/** Creates the one place that sends the responses of an operation, or of documents, which have no parameters. */
export function createSend(operation: Pick<Operation, 'parameters' | 'scopes'>): Send {
  const precomputed = {
    'Cache-Control': revalidate,
    Vary: [vary, ...selectingHeaders(operation)].join(', '),
  };
  return (request, response, { status, body, headers }) => {
    const isPrecomputed = body instanceof Representation;
    // A handler sets Cache-Control itself if its response never changes.
    response
      .status(status)
      .set({ ...(isPrecomputed ? precomputed : { 'Cache-Control': noStore }), ...headers });
    // Whoever has no token must not get it from a cache.
    if (operation.scopes) response.set('Cache-Control', noStore);
    if (isPrecomputed) return sendVariant(request, response, negotiate(request, body), body.type);
    response.json(body);
    return undefined;
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
  if (matches(request.get('If-None-Match'), etag)) {
    response.status(304).end();
    return noBytes;
  }
  if (encoding !== 'identity') response.set('Content-Encoding', encoding);
  response.set({ 'Content-Type': type, 'Content-Length': String(bytes.length) });
  response.end(bytes);
  return bytes;
}

/** If-None-Match compares weakly (RFC 9110, 13.1.2): a W/ before the ETag is ignored. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}
