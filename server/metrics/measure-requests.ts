import type { Request, RequestHandler } from 'express';
import { startTime } from 'pino-http';
import { operationOf } from '../http/found-operation.ts';
import type { Measurements } from './model.ts';

/** Counts what takes the full pipeline. pino-http comes first: it keeps the time of the start. */
export function createMeasureRequests({ began, ended, responses }: Measurements): RequestHandler {
  return (request, response, next) => {
    // The response cache has read the body, and the client has closed the connection: there is no event any more.
    if (response.destroyed) return next();
    began();
    response.once('close', () => {
      ended();
      const status = response.headersSent ? response.statusCode : undefined;
      responses(operationOf(request)?.id, status)(response[startTime]);
    });
    next();
  };
}

/** What counts the problem that a request got. */
export function createCountProblem({ problem }: Measurements) {
  return (request: Request, slug: string): void => problem(operationOf(request)?.id, slug);
}
