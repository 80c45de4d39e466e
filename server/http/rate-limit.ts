/** The rate limit of each client address. Responses to POST and refusals carry the quota of the client. */
import type { IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import type { Contract, Operation } from '../../contract/model.ts';
import { findOperation } from '../../contract/paths.ts';
import type { Config } from '../config.ts';
import { smallBodyBytes } from './load.ts';
import { Problem } from './problem.ts';
import { createRequestCounts, type RequestCounts } from './request-counts.ts';

export interface RateLimit {
  /** CORS answers a preflight before `handle`: a browser that is refused would hide the 429 from its script. */
  readonly countPreflight: RequestHandler;
  readonly handle: RequestHandler;
  /** Counts a request and returns its client. Undefined, and not counted, when `handle` would refuse the request. */
  consume(request: Request): string | undefined;
  /** Counts a message that is no request of an operation. */
  readonly countMessage: RequestHandler;
  /** Counts a body that was read: a large one costs as much as several requests. */
  countBody(request: Request, length: number): void;
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
  const peer = peers.get(socket) ?? clientAt(socket.remoteAddress);
  peers.set(socket, peer);
  return peer;
}

/**
 * The client at an address: IPv4, or the first 56 bits of IPv6. Some proxies report a port, and every connection has
 * another. Whatever is no address is one client: there is no end to such texts.
 */
export function clientAt(reported = ''): string {
  const address = reported.replace(/^\[([^\]]*)\](?::\d+)?$|^([\d.]+):\d+$/, '$1$2');
  return isIP(address) ? ipKeyGenerator(address) : 'no address';
}

/** Lint demands 429 of every operation without `x-unlimited`. Probes of health must not depend on other requests. */
export function isCounted({ responses }: Operation): boolean {
  return responses.has(429);
}

// What http/docs/ serves. A page loads several of these, and must not use up the quota of the operations.
const documents = /^\/(?:$|favicon\.ico$|openapi\.|(?:docs|problems)(?:\/|$))/;

export function createRateLimit(contract: Contract, { rateLimit: limit, trustedProxies }: Config): RateLimit {
  const counts = createRequestCounts(windowMs);
  const counted = new WeakSet<IncomingMessage>();
  const clientOf = (request: Request) => (trustedProxies > 0 ? clientAt(request.ip) : peerOf(request.socket));
  const ownerOf = (request: Request) =>
    documents.test(request.path) ? `${clientOf(request)} documents` : clientOf(request);
  const isOutside = ({ method, path }: Request) => {
    const operation = findOperation(contract, method, path);
    return operation !== undefined && !isCounted(operation);
  };
  const quotaOf = (client: string) => quotaIn(counts, limit, client);
  const refuse = (client: string, response: Response): never => {
    const seconds = counts.secondsLeft(client);
    response.set({ ...quotaOf(client), 'Retry-After': String(seconds) });
    throw new Problem('rate-limited', `This client has used up its share. Try again in ${seconds} seconds.`);
  };
  const count = (client: string, response: Response) => {
    const counted = counts.of(client);
    counted.requests += 1;
    if (counted.requests > limit) refuse(client, response);
  };
  return {
    quotaOf,
    countMessage(request, response, next) {
      count(clientOf(request), response);
      next();
    },
    countBody(request, length) {
      counts.of(clientOf(request)).requests += Math.floor(length / smallBodyBytes);
    },
    countPreflight(request, _response, next) {
      if (request.method === 'OPTIONS') counts.of(ownerOf(request)).requests += 1;
      next();
    },
    handle(request, response, next) {
      if (isOutside(request)) return next();
      const client = ownerOf(request);
      if (!counted.has(request)) count(client, response);
      // Not on GET: a cacheable response is the same for every client.
      if (request.method !== 'GET') response.set(quotaOf(client));
      next();
    },
    consume(request) {
      const client = clientOf(request);
      const count = counts.of(client);
      if (count.requests >= limit) return undefined;
      count.requests += 1;
      return client;
    },
    markCounted: (request) => void counted.add(request),
  };
}

function quotaIn(counts: RequestCounts, limit: number, client: string): Quota {
  const { requests, partition } = counts.of(client);
  const left = Math.max(0, limit - requests);
  return {
    RateLimit: `"requests"; r=${left}; t=${counts.secondsLeft(client)}`,
    'RateLimit-Policy': `"requests"; q=${limit}; w=${windowMs / 1000}; pk=:${btoa(partition)}:`,
  };
}
