/** Earlier responses by everything in a request that they depend on, with the status, headers and bytes that were sent. */
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Operation } from '../../../contract/model.ts';
import type { Measurements } from '../../metrics/model.ts';
import type { ServedSnapshot } from '../../snapshots/served-snapshot.ts';
import type { CacheableOperations } from './cacheable-operations.ts';
import { createRequestLog, type LogRequest } from './request-log.ts';

export interface CachedResponse {
  readonly status: number;
  /** Undefined when the body is computed for each request. */
  readonly bytes: Buffer | undefined;
  /** Name, value, name, value …, in the order in which they were sent. */
  readonly headers: readonly string[];
  /** The headers whose values differ per request, with the index of the value in `headers`. */
  readonly perRequestHeaders: readonly (readonly [name: PerRequestHeader, index: number])[];
  /** Logs and counts a response that was sent completely. */
  readonly completed: LogRequest;
}

export interface CachedResponses {
  /** The response to the same request on this snapshot. */
  find(snapshot: ServedSnapshot, request: IncomingMessage): CachedResponse | undefined;
  /** Keeps a response that was just sent, if the same request always gets it. */
  keep(sent: SentResponse): void;
}

export interface SentResponse {
  readonly operation: Operation;
  readonly snapshot: ServedSnapshot;
  readonly request: Request;
  readonly response: Response;
  readonly bytes: Buffer | undefined;
  readonly onSent: (() => void) | undefined;
}

// Clients choose the keys, so all three are bounded. A full table is cleared: frequent requests fill it again soon.
const maxResponses = 2000;
const maxKeyLength = 1000;
/** Of bodies that were made for their requests, such as the hits of a search. */
const maxBytes = 16 * 2 ** 20;
// A larger body belongs to the snapshot, which holds it anyway.
const maxOwnBytes = 64 * 2 ** 10;

/** The responses of one snapshot. */
interface Table {
  readonly responses: Map<string, CachedResponse>;
  bytes: number;
}

export function createCachedResponses(
  { gets, posts, headerNames }: CacheableOperations,
  logger: Logger,
  measurements?: Measurements,
): CachedResponses {
  const completedOf = createCompletedOf(logger, measurements);
  const tables = new WeakMap<ServedSnapshot, Table>();
  // Of requests as they arrived: the full pipeline changes their headers and their method.
  const keys = new WeakMap<IncomingMessage, string>();
  const keyOf = createKeyOf(headerNames);
  return {
    find(snapshot, request) {
      const key = keyOf(request);
      const cached = tables.get(snapshot)?.responses.get(key);
      // HEAD takes the full pipeline: the log line of its response is another.
      if (!cached && request.method !== 'HEAD' && key.length <= maxKeyLength) keys.set(request, key);
      return cached;
    },
    keep(sent) {
      const { operation, snapshot, request, response, bytes } = sent;
      const key = keys.get(request);
      const status = response.statusCode;
      // The status that was sent: response validation may have replaced the handler's response by a problem.
      if (key === undefined || (status !== 200 && status !== 304)) return;
      // Of a POST, only the headers are kept. Its body is computed for each request.
      const isCacheable = bytes ? gets.has(operation) : posts.get(operation.path) === operation;
      if (!isCacheable) return;
      const full = tables.get(snapshot);
      const hasRoom = full && full.responses.size < maxResponses && full.bytes < maxBytes;
      const table = hasRoom ? full : { responses: new Map(), bytes: 0 };
      const length = bytes?.length ?? 0;
      table.bytes += length > maxOwnBytes ? 0 : length;
      table.responses.set(key, { ...cachedResponse(response, bytes), completed: completedOf(sent) });
      tables.set(snapshot, table);
    },
  };
}

function createCompletedOf(logger: Logger, measurements: Measurements | undefined) {
  const requestLog = createRequestLog(logger);
  return ({ operation, request, response: { statusCode }, onSent }: SentResponse): LogRequest => {
    const log = requestLog(request, statusCode);
    const count = measurements?.replays(operation.id, statusCode);
    return (id, startedAt) => {
      log(id, startedAt);
      count?.(startedAt);
      onSent?.();
    };
  };
}

/** The response to a valid request depends on these, and on its body, its id and the client's quota. */
function createKeyOf(headerNames: readonly string[]): (request: IncomingMessage) => string {
  return ({ method, url, headers }) => {
    let key = `${method} ${url}`;
    // A header that is missing differs from an empty one.
    for (const name of headerNames) key += headers[name] === undefined ? '\n' : `\n:${headers[name]}`;
    return key;
  };
}

const alwaysPerRequest = ['X-Request-Id', 'RateLimit', 'RateLimit-Policy'] as const;

export type PerRequestHeader = (typeof alwaysPerRequest)[number] | 'Content-Length';

function cachedResponse(response: Response, bytes: Buffer | undefined): Omit<CachedResponse, 'completed'> {
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
