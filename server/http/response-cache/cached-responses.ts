/**
 * CachedResponses that were given before, by all of a request that they depend on. Status, headers and bytes are those
 * that the validated road sent, whatever stands on it: nothing of them is written twice.
 */
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { ServedSnapshot } from '../../snapshots/snapshot.ts';
import { createRequestLog, type LogRequest } from './request-log.ts';

export interface CachedResponse {
  readonly status: number;
  /** None where the body is made for each request. */
  readonly bytes: Buffer | undefined;
  /** Name, value, name, value …, in the order in which they were sent. */
  readonly headers: readonly string[];
  /** The values among them that belong to one request, with their indices. */
  readonly own: readonly (readonly [name: PerRequestHeader, index: number])[];
  readonly log: LogRequest;
}

export interface CachedResponses {
  /** What this request was answered on this snapshot. */
  find(snapshot: ServedSnapshot, request: IncomingMessage): CachedResponse | undefined;
  /** Remembers an answer that has just been sent. */
  keep(snapshot: ServedSnapshot, request: Request, response: Response, bytes: Buffer | undefined): void;
}

// Callers choose the keys, so there is a bound. A full table is emptied: what is asked often is soon there again.
const mostAnswers = 2000;
const longestKey = 1000;

export function createCachedResponses(logger: Logger): CachedResponses {
  const requestLog = createRequestLog(logger);
  const tables = new WeakMap<ServedSnapshot, Map<string, CachedResponse>>();
  return {
    find: (snapshot, request) => tables.get(snapshot)?.get(keyOf(request, request.url)),
    keep(snapshot, request, response, bytes) {
      const key = keyOf(request, request.originalUrl);
      if (key.length > longestKey) return;
      const table = tables.get(snapshot) ?? new Map<string, CachedResponse>();
      if (table.size >= mostAnswers) table.clear();
      const log = requestLog(request, response.statusCode);
      tables.set(snapshot, table.set(key, { ...cachedResponse(response, bytes), log }));
    },
  };
}

// What the answer to a valid request depends on, beside its body, its id and the client's share.
function keyOf({ method, headers }: IncomingMessage, url: string | undefined): string {
  const { accept, origin, 'accept-encoding': encodings, 'if-none-match': validators } = headers;
  return `${method} ${url}\n${accept}\n${encodings}\n${origin}\n${validators}`;
}

const ofOneRequest = ['X-Request-Id', 'RateLimit', 'RateLimit-Policy'] as const;

export type PerRequestHeader = (typeof ofOneRequest)[number] | 'Content-Length';

function cachedResponse(response: Response, bytes: Buffer | undefined): Omit<CachedResponse, 'log'> {
  const own: readonly PerRequestHeader[] = bytes ? ofOneRequest : [...ofOneRequest, 'Content-Length'];
  const names = rawHeaderNames(response);
  const headers = names.flatMap((name) => [name, String(response.getHeader(name))]);
  // Among the names alone: a value may read as one of them, such as the id that a caller chooses.
  const places = own.map((name) => [name, 2 * names.indexOf(name) + 1] as const);
  return { status: response.statusCode, bytes, headers, own: places.filter(([, index]) => index > 0) };
}

// @types/node 20 knows this method of every outgoing message on ClientRequest alone.
function rawHeaderNames(response: Response): string[] {
  return (response as unknown as ClientRequest).getRawHeaderNames();
}
