/**
 * Responds without the full pipeline where the response is known to be the same. A GET gets the earlier response to the
 * same request on the same snapshot. A POST is validated and handled again, without Express. Everything else, and every
 * response that is not a success, takes the full pipeline. A client cannot see the difference: cacheable-operations.ts
 * admits only operations for which that is so.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Request } from 'express';
import type { Logger } from 'pino';
import type { Operation } from '../../../contract/model.ts';
import { repeatedAuthorization } from '../../../contract/refusals.ts';
import type { Measurements } from '../../metrics/model.ts';
import type { Snapshots } from '../../snapshots/snapshots.ts';
import type { RateLimit } from '../rate-limit.ts';
import { hasBody } from '../read-body.ts';
import type { CachedResponses } from './cached-responses.ts';
import { type ComputeBody, isPlainJson, readAhead } from './plain-json.ts';
import { createReplay } from './replay.ts';
import { setStartTime } from './request-log.ts';

export interface ResponseCacheDependencies {
  /** The operations whose bodies are computed, by path. */
  readonly posts: ReadonlyMap<string, Operation>;
  readonly snapshots: Snapshots;
  readonly cachedResponses: CachedResponses;
  readonly rateLimit: RateLimit;
  readonly requestIdOf: (requested: unknown) => string;
  readonly computeBody: ComputeBody;
  readonly logger: Logger;
  readonly measurements: Measurements | undefined;
}

/** Returns whether it responds, now or later. */
type Attempt = (request: IncomingMessage, response: ServerResponse) => boolean;

export function createResponseCache(
  dependencies: ResponseCacheDependencies,
  fullPipeline: RequestListener,
): RequestListener {
  const { posts, snapshots, cachedResponses, rateLimit, requestIdOf, computeBody, logger, measurements } =
    dependencies;
  const replay = createReplay(rateLimit, requestIdOf, measurements);
  const tryOrFallBack = createFallback(logger, fullPipeline);

  const respond: Attempt = (request, response) => {
    const snapshot = snapshots.currentOrUndefined();
    const cached = snapshot && cachedResponses.find(snapshot, request);
    if (!cached || (request.headers.authorization !== undefined && repeatedAuthorization(request).length > 0))
      return false;
    const operation = cached.bytes ? undefined : posts.get(request.url ?? '');
    if (cached.bytes ? hasBody(request) : !operation || !isPlainJson(request, operation)) return false;
    const startedAt = Date.now();
    // Counted before any work for the request. The full pipeline refuses a client whose quota is used up.
    const client = rateLimit.consume(request as Request);
    if (client === undefined) return false;
    if (cached.bytes) replay(request, response, cached, cached.bytes, client, startedAt);
    else if (operation) {
      measurements?.began();
      readAhead(request, response, (requestBytes) => {
        measurements?.ended();
        tryOrFallBack(request, response, () => {
          const body = requestBytes && computeBody(operation, requestBytes);
          if (body) replay(request, response, cached, body, client, startedAt);
          else {
            rateLimit.markCounted(request);
            setStartTime(response, startedAt);
          }
          return body !== undefined;
        });
      });
    }
    return true;
  };

  return (request, response) => tryOrFallBack(request, response, respond);
}

/** Passes the request to the full pipeline when an attempt does not respond. */
function createFallback(logger: Logger, fullPipeline: RequestListener) {
  return (request: IncomingMessage, response: ServerResponse, attempt: Attempt): void => {
    // Outside Express: an exception would crash the process.
    try {
      if (attempt(request, response)) return;
    } catch (error) {
      // Headers and body are sent together, so the response is complete or has not begun.
      if (response.headersSent) {
        logger.error({ err: error }, 'the response cache failed after it had responded');
        return;
      }
      logger.error({ err: error }, 'the response cache failed; the full pipeline responds');
    }
    fullPipeline(request, response);
  };
}
