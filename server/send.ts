import type { Request, Response } from 'express';
import { Representation, type Variant } from './representation.ts';

/** An answer of any operation; the types of each are in wire.ts. */
export interface AnyAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The one place where a handler's answer becomes a response. */
export function send(request: Request, response: Response, { status, body, headers }: AnyAnswer): void {
  response.status(status).set({ ...headers });
  if (body instanceof Representation) sendVariant(request, response, negotiate(request, body));
  else response.set('Cache-Control', 'no-store').json(body);
}

// The first that the client takes at all: a lower quality is a wish, and the smallest serves everyone.
function negotiate(request: Request, { identity, compressed }: Representation<unknown>): Variant {
  return compressed.find(({ encoding }) => request.acceptsEncodings(encoding)) ?? identity;
}

function sendVariant(request: Request, response: Response, { encoding, bytes, etag }: Variant): void {
  response.set({ ETag: etag, 'Cache-Control': 'public, no-cache', Vary: 'Accept-Encoding, Origin' });
  if (isHeld(request.get('If-None-Match'), etag)) {
    response.status(304).end();
    return;
  }
  if (encoding !== 'identity') response.set('Content-Encoding', encoding);
  response.set({ 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': String(bytes.length) });
  response.end(bytes);
}

/** If-None-Match compares weakly (RFC 9110, 13.1.2): W/ before a validator does not matter. */
function isHeld(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}
