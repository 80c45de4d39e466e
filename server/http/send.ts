import type { Request, Response } from 'express';
import type { Header } from '../operation-types.ts';
import { noStore } from './headers.ts';
import { Representation, type Variant } from './representation.ts';

/** An answer of any operation; the types of each are in wire.ts. */
export interface AnyResponse {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string | number>>;
}

const revalidate: Header['CacheControlRevalidate'] = 'public, no-cache';
const vary: Header['Vary'] = 'Accept-Encoding, Origin';

/**
 * The one place where a handler's answer becomes a response.
 *
 * @returns the bytes that were sent, where everyone with the same request gets the same.
 */
export function send(
  request: Request,
  response: Response,
  { status, body, headers }: AnyResponse,
): Buffer | undefined {
  const isReady = body instanceof Representation;
  // What is made ready is the same for everyone; `headers` know it when it is also the same for ever.
  response.status(status).set({ 'Cache-Control': isReady ? revalidate : noStore, ...headers });
  if (isReady) return sendVariant(request, response, negotiate(request, body), body.type);
  response.json(body);
  return undefined;
}

// The first that the client takes at all: a lower quality is a wish, and the smallest serves everyone.
function negotiate(request: Request, { identity, compressed }: Representation<unknown>): Variant {
  return compressed.find(({ encoding }) => request.acceptsEncodings(encoding)) ?? identity;
}

const nothing = Buffer.alloc(0);

function sendVariant(
  request: Request,
  response: Response,
  { encoding, bytes, etag }: Variant,
  type: string,
): Buffer {
  response.set({ ETag: etag, Vary: vary });
  if (isHeld(request.get('If-None-Match'), etag)) {
    response.status(304).end();
    return nothing;
  }
  if (encoding !== 'identity') response.set('Content-Encoding', encoding);
  response.set({ 'Content-Type': type, 'Content-Length': String(bytes.length) });
  response.end(bytes);
  return bytes;
}

/** If-None-Match compares weakly (RFC 9110, 13.1.2): W/ before a validator does not matter. */
function isHeld(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}
