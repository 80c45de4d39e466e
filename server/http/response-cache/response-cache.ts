/**
 * The short way to an answer. A GET that was answered before on this very snapshot is answered again from
 * memory; a POST skips the machinery of the validated road and none of its checks. Whatever is not plainly right,
 * and every answer that is no success, takes the validated road: from outside nobody can tell the two apart.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Request } from 'express';
import type { Logger } from 'pino';
import type { Operation } from '../../../contract/model.ts';
import type { Snapshots } from '../../snapshots/snapshots.ts';
import type { RateLimit } from '../rate-limit.ts';
import type { CachedResponses } from './cached-responses.ts';
import { type BodyOf, isPlainJson, readAhead } from './plain-json.ts';
import { createReplay } from './replay.ts';
import { beganAt } from './request-log.ts';

export interface ResponseCacheDependencies {
  readonly operations: readonly Operation[];
  readonly snapshots: Snapshots;
  readonly answers: CachedResponses;
  readonly rateLimit: RateLimit;
  readonly requestIdOf: (given: unknown) => string;
  readonly bodyOf: BodyOf;
  readonly logger: Logger;
}

/** Whether the request has its answer, or will have. */
type Attempt = (request: IncomingMessage, response: ServerResponse) => boolean;

export function createResponseCache(
  { operations, snapshots, answers, rateLimit, requestIdOf, bodyOf, logger }: ResponseCacheDependencies,
  fullPipeline: RequestListener,
): RequestListener {
  const posts = openPosts(operations);
  const replay = createReplay(rateLimit, requestIdOf);
  const orFullPipeline = createFallback(logger, fullPipeline);

  const answer: Attempt = (request, response) => {
    const snapshot = snapshots.currentOrUndefined();
    const known = snapshot && answers.find(snapshot, request);
    if (!known) return false;
    const operation = known.bytes ? undefined : posts.get(request.url ?? '');
    if (known.bytes ? hasBody(request) : !operation || !isPlainJson(request, operation)) return false;
    const begun = Date.now();
    // Counted before any work for it: who is over the share is refused on the validated road.
    const client = rateLimit.consume(request as Request);
    if (client === undefined) return false;
    if (known.bytes) replay(request, response, known, known.bytes, client, begun);
    else if (operation) {
      readAhead(request, (sent) =>
        orFullPipeline(request, response, () => {
          const body = sent && bodyOf(operation, sent);
          if (body) replay(request, response, known, body, client, begun);
          else {
            rateLimit.markCounted(request);
            beganAt(response, begun);
          }
          return body !== undefined;
        }),
      );
    }
    return true;
  };

  return (request, response) => orFullPipeline(request, response, answer);
}

/** Takes the validated road for what an attempt leaves. */
function createFallback(logger: Logger, fullPipeline: RequestListener) {
  return (request: IncomingMessage, response: ServerResponse, attempt: Attempt): void => {
    // Out here nobody catches: a fault would end the process, and all other requests with it.
    try {
      if (attempt(request, response)) return;
    } catch (error) {
      logger.error({ err: error }, 'the fast path met a fault');
      // An answer is given as a whole, so that there is none or all of it.
      if (response.headersSent) return;
    }
    fullPipeline(request, response);
  };
}

/** By path. What needs a token is rare, and changes what is served. */
function openPosts(operations: readonly Operation[]): ReadonlyMap<string, Operation> {
  const open = operations.filter(({ method, scopes }) => method === 'post' && !scopes);
  return new Map(open.map((operation) => [operation.path, operation]));
}

function hasBody({ headers }: IncomingMessage): boolean {
  return (headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined;
}
