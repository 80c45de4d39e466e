/**
 * Answers that were given before, by all of a request that they depend on. Status, headers and bytes are those
 * that the validated road sent, whatever stands on it: nothing of them is written twice.
 */
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import type { ServedSnapshot } from '../snapshot.ts';

export interface GivenAnswer {
  readonly status: number;
  /** None where the body is made for each request. */
  readonly bytes: Buffer | undefined;
  /** Name, value, name, value …, in the order in which they were sent. */
  readonly headers: readonly string[];
  /** The values among them that belong to one request: lower-case name and index. */
  readonly own: readonly (readonly [name: string, index: number])[];
}

export interface Answers {
  /** What this request was answered on this snapshot. */
  find(snapshot: ServedSnapshot, request: IncomingMessage): GivenAnswer | undefined;
  /** Remembers an answer that has just been sent. */
  keep(snapshot: ServedSnapshot, request: Request, response: Response, bytes: Buffer | undefined): void;
}

// Callers choose the keys, so there is a bound. A full table is emptied: what is asked often is soon there again.
const mostAnswers = 2000;
const longestKey = 1000;

export function createAnswers(): Answers {
  const tables = new WeakMap<ServedSnapshot, Map<string, GivenAnswer>>();
  return {
    find: (snapshot, request) => tables.get(snapshot)?.get(keyOf(request, request.url)),
    keep(snapshot, request, response, bytes) {
      const key = keyOf(request, request.originalUrl);
      if (key.length > longestKey) return;
      const table = tables.get(snapshot) ?? new Map<string, GivenAnswer>();
      if (table.size >= mostAnswers) table.clear();
      tables.set(snapshot, table.set(key, givenAnswer(response, bytes)));
    },
  };
}

// What the answer to a valid request depends on, beside its body, its id and the client's share.
function keyOf({ method, headers }: IncomingMessage, url: string | undefined): string {
  const { accept, origin, 'accept-encoding': encodings, 'if-none-match': validators } = headers;
  return `${method} ${url}\n${accept}\n${encodings}\n${origin}\n${validators}`;
}

const ofOneRequest = ['x-request-id', 'ratelimit', 'ratelimit-policy'];

function givenAnswer(response: Response, bytes: Buffer | undefined): GivenAnswer {
  const own = bytes ? ofOneRequest : [...ofOneRequest, 'content-length'];
  const names = rawHeaderNames(response);
  return {
    status: response.statusCode,
    bytes,
    headers: names.flatMap((name) => [name, String(response.getHeader(name))]),
    own: names
      .map((name, index) => [name.toLowerCase(), 2 * index + 1] as const)
      .filter(([name]) => own.includes(name)),
  };
}

// @types/node 20 knows this method of every outgoing message on ClientRequest alone.
function rawHeaderNames(response: Response): string[] {
  return (response as unknown as ClientRequest).getRawHeaderNames();
}
