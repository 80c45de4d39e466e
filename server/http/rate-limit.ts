/** The rate limit of each client address. Responses to POST and refusals carry the quota of the client. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Config } from '../config.ts';
import { Problem } from './problem.ts';
import { createRequestCounts, type RequestCounts } from './request-counts.ts';

export interface RateLimit {
  readonly handle: RequestHandler;
  /** Counts a request and returns its client. Undefined, and not counted, when `handle` would refuse the request. */
  consume(request: Request): string | undefined;
  /** Marks a consumed request, so that `handle` does not count it again. */
  markCounted(request: IncomingMessage): void;
  quotaOf(client: string): Quota;
}

/** Header fields of the IETF draft, version 8. */
export type Quota = Readonly<Record<'RateLimit' | 'RateLimit-Policy', string>>;

const windowMs = 60_000;

// The peer of a connection does not change. Looking at its address takes longer than counting a request.
const peers = new WeakMap<Socket, string>();

function peerOf(socket: Socket): string {
  const peer = peers.get(socket) ?? ipKeyGenerator(socket.remoteAddress ?? '');
  peers.set(socket, peer);
  return peer;
}

export function createRateLimit({ rateLimit: limit, trustedProxies }: Config): RateLimit {
  const counts = createRequestCounts(windowMs);
  const counted = new WeakSet<IncomingMessage>();
  const clientOf = (request: Request) =>
    trustedProxies > 0 ? ipKeyGenerator(request.ip ?? '') : peerOf(request.socket);
  const quotaOf = (client: string) => quotaIn(counts, limit, client);
  const refuse = (request: Request, response: Response, next: NextFunction) => {
    const client = clientOf(request);
    const seconds = secondsLeft(counts, client);
    response.set({ ...quotaOf(client), 'Retry-After': String(seconds) });
    next(new Problem('rate-limited', `This client has used up its share. Try again in ${seconds} seconds.`));
  };
  const limiter = rateLimit({
    store: counts,
    windowMs,
    limit,
    keyGenerator: clientOf,
    skip: (request) => counted.has(request),
    standardHeaders: false,
    legacyHeaders: false,
    handler: refuse,
  });
  return {
    quotaOf,
    handle: (request, response, next) =>
      limiter(request, response, (error?: unknown) => {
        // Not on GET: a cacheable response is the same for every client.
        if (error === undefined && request.method !== 'GET') response.set(quotaOf(clientOf(request)));
        next(error);
      }),
    consume(request) {
      const client = clientOf(request);
      if (counts.increment(client).totalHits <= limit) return client;
      void counts.decrement(client);
      return undefined;
    },
    markCounted: (request) => void counted.add(request),
  };
}

function quotaIn(counts: RequestCounts, limit: number, client: string): Quota {
  const { totalHits, partition } = counts.of(client);
  const left = Math.max(0, limit - totalHits);
  return {
    RateLimit: `"requests"; r=${left}; t=${secondsLeft(counts, client)}`,
    'RateLimit-Policy': `"requests"; q=${limit}; w=${windowMs / 1000}; pk=:${btoa(partition)}:`,
  };
}

function secondsLeft(counts: RequestCounts, client: string): number {
  return Math.max(0, Math.ceil((counts.of(client).resetTime.getTime() - Date.now()) / 1000));
}
