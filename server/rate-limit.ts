import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, MemoryStore, rateLimit } from 'express-rate-limit';
import type { Config } from './config.ts';
import { Problem } from './problem.ts';

export interface RateLimit {
  readonly handle: RequestHandler;
  /** Counts a request as `handle` does; undefined where that has to refuse it, and then it is not counted. */
  admit(request: Request): Promise<Share | undefined>;
}

/** What the client is told of its share: header values by lower-case name. */
export type Share = ReadonlyMap<string, string>;

const untold: Share = new Map();

/** One share for each client address. Refusals carry the RateLimit headers, and so does every POST. */
export function createRateLimit(config: Config): RateLimit {
  const store = new MemoryStore();
  const limiter = rateLimit({
    store,
    windowMs: 60_000,
    limit: config.rateLimit,
    identifier: 'requests',
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response, next) => {
      const seconds = response.getHeader('Retry-After');
      next(
        new Problem('rate-limited', `This client has used up its share. Try again in ${seconds} seconds.`),
      );
    },
  });
  return {
    handle: (request, response, next) =>
      limiter(request, response, (error?: unknown) => {
        // A cacheable answer is the same for everyone.
        if (error === undefined && request.method === 'GET') {
          response.removeHeader('RateLimit');
          response.removeHeader('RateLimit-Policy');
        }
        next(error);
      }),
    async admit(request) {
      const key = ipKeyGenerator(request.ip ?? '');
      if (request.method === 'GET') {
        const { totalHits } = await store.increment(key);
        if (totalHits <= config.rateLimit) return untold;
      } else {
        const { response, told } = collectHeaders();
        const refusal = await new Promise((resolve) => void limiter(request, response, resolve));
        if (refusal === undefined) return told;
      }
      await store.decrement(key);
      return undefined;
    },
  };
}

/** As much of a response as the limiter writes to. */
function collectHeaders() {
  const told = new Map<string, string>();
  const set = (name: string, value: unknown) => told.set(name.toLowerCase(), String(value));
  const getHeader = (name: string) => told.get(name.toLowerCase());
  const response = { headersSent: false, append: set, setHeader: set, getHeader } as unknown as Response;
  return { response, told };
}
