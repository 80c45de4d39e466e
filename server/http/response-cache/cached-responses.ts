/** Earlier responses by everything in a request that they depend on, with the status, headers and bytes that were sent. */
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { ServedSnapshot } from '../../snapshots/served-snapshot.ts';
import { createRequestLog, type LogRequest } from './request-log.ts';

export interface CachedResponse {
  readonly status: number;
  /** Undefined when the body is computed for each request. */
  readonly bytes: Buffer | undefined;
  /** Name, value, name, value …, in the order in which they were sent. */
  readonly headers: readonly string[];
  /** The headers whose values differ per request, with the index of the value in `headers`. */
  readonly perRequestHeaders: readonly (readonly [name: PerRequestHeader, index: number])[];
  readonly log: LogRequest;
}

export interface CachedResponses {
  /** The response to the same request on this snapshot. */
  find(snapshot: ServedSnapshot, request: IncomingMessage): CachedResponse | undefined;
  /** Keeps a response that was just sent. */
  keep(snapshot: ServedSnapshot, request: Request, response: Response, bytes: Buffer | undefined): void;
}

// Clients choose the keys, so both are bounded. A full table is cleared: frequent requests fill it again soon.
const maxResponses = 2000;
const maxKeyLength = 1000;

export function createCachedResponses(logger: Logger): CachedResponses {
  const requestLog = createRequestLog(logger);
  const tables = new WeakMap<ServedSnapshot, Map<string, CachedResponse>>();
  return {
    find: (snapshot, request) => tables.get(snapshot)?.get(keyOf(request, request.url)),
    keep(snapshot, request, response, bytes) {
      const key = keyOf(request, request.originalUrl);
      if (key.length > maxKeyLength) return;
      const table = tables.get(snapshot) ?? new Map<string, CachedResponse>();
      if (table.size >= maxResponses) table.clear();
      const log = requestLog(request, response.statusCode);
      tables.set(snapshot, table.set(key, { ...cachedResponse(response, bytes), log }));
    },
  };
}

// The response to a valid request depends on these, and on its body, its id and the client's quota.
function keyOf({ method, headers }: IncomingMessage, url: string | undefined): string {
  const { accept, origin, 'accept-encoding': encodings, 'if-none-match': validators } = headers;
  return `${method} ${url}\n${accept}\n${encodings}\n${origin}\n${validators}`;
}

const alwaysPerRequest = ['X-Request-Id', 'RateLimit', 'RateLimit-Policy'] as const;

export type PerRequestHeader = (typeof alwaysPerRequest)[number] | 'Content-Length';

function cachedResponse(response: Response, bytes: Buffer | undefined): Omit<CachedResponse, 'log'> {
  const differing: readonly PerRequestHeader[] = bytes
    ? alwaysPerRequest
    : [...alwaysPerRequest, 'Content-Length'];
  const names = rawHeaderNames(response);
  const headers = names.flatMap((name) => [name, String(response.getHeader(name))]);
  // Searched among the names only: a value, such as a request id that the client chooses, may equal a name.
  const indexed = differing.map((name) => [name, 2 * names.indexOf(name) + 1] as const);
  const perRequestHeaders = indexed.filter(([, index]) => index > 0);
  return { status: response.statusCode, bytes, headers, perRequestHeaders };
}

// @types/node 20 declares this method of every outgoing message on ClientRequest only.
function rawHeaderNames(response: Response): string[] {
  return (response as unknown as ClientRequest).getRawHeaderNames();
}
