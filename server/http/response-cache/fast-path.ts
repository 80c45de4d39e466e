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
import type { Answers } from './answers.ts';
import { type BodyOf, isPlainJson, readAhead } from './plain-json.ts';
import { createRepeat } from './repeat.ts';
import { beganAt } from './request-log.ts';

export interface FastPathDependencies {
  readonly operations: readonly Operation[];
  readonly snapshots: Snapshots;
  readonly answers: Answers;
  readonly rateLimit: RateLimit;
  readonly requestIdOf: (given: unknown) => string;
  readonly bodyOf: BodyOf;
  readonly logger: Logger;
}

/** Whether the request has its answer, or will have. */
type Attempt = (request: IncomingMessage, response: ServerResponse) => boolean;

export function createFastPath(
  { operations, snapshots, answers, rateLimit, requestIdOf, bodyOf, logger }: FastPathDependencies,
  validatedRoad: RequestListener,
): RequestListener {
  const posts = openPosts(operations);
  const repeat = createRepeat(rateLimit, requestIdOf);
  const orValidated = createNet(logger, validatedRoad);

  const answer: Attempt = (request, response) => {
    const snapshot = snapshots.loaded();
    const known = snapshot && answers.find(snapshot, request);
    if (!known) return false;
    const operation = known.bytes ? undefined : posts.get(request.url ?? '');
    if (known.bytes ? hasBody(request) : !operation || !isPlainJson(request, operation)) return false;
    const begun = Date.now();
    // Counted before any work for it: who is over the share is refused on the validated road.
    const client = rateLimit.admit(request as Request);
    if (client === undefined) return false;
    if (known.bytes) repeat(request, response, known, known.bytes, client, begun);
    else if (operation) {
      readAhead(request, (sent) =>
        orValidated(request, response, () => {
          const body = sent && bodyOf(operation, sent);
          if (body) repeat(request, response, known, body, client, begun);
          else {
            rateLimit.handOn(request);
            beganAt(response, begun);
          }
          return body !== undefined;
        }),
      );
    }
    return true;
  };

  return (request, response) => orValidated(request, response, answer);
}

/** Takes the validated road for what an attempt leaves. */
function createNet(logger: Logger, validatedRoad: RequestListener) {
  return (request: IncomingMessage, response: ServerResponse, attempt: Attempt): void => {
    // Out here nobody catches: a fault would end the process, and all other requests with it.
    try {
      if (attempt(request, response)) return;
    } catch (error) {
      logger.error({ err: error }, 'the fast path met a fault');
      // An answer is given as a whole, so that there is none or all of it.
      if (response.headersSent) return;
    }
    validatedRoad(request, response);
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
