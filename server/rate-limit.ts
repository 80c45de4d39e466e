import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Config } from './config.ts';
import { Problem } from './problem.ts';

/** One share for each client address. Refusals carry the RateLimit headers, and so does every POST. */
export function createRateLimit(config: Config): RequestHandler {
  const limiter = rateLimit({
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
  return (request, response, next) =>
    limiter(request, response, (error?: unknown) => {
      // A cacheable answer is the same for everyone.
      if (error === undefined && request.method === 'GET') {
        response.removeHeader('RateLimit');
        response.removeHeader('RateLimit-Policy');
      }
      next(error);
    });
}
