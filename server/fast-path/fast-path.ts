/**
 * The short way to an answer. A GET that was answered before on this very snapshot is answered again from
 * memory; a POST skips the machinery of the validated road and none of its checks. Whatever is not plainly right,
 * and every answer that is no success, takes the validated road: from outside nobody can tell the two apart.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Request } from 'express';
import type { Logger } from 'pino';
import type { Operation } from '../../contract/contract.ts';
import type { RateLimit, Share } from '../rate-limit.ts';
import type { Snapshots } from '../snapshots.ts';
import type { Answers, GivenAnswer } from './answers.ts';
import { type BodyOf, isPlainJson, readAhead } from './plain-json.ts';

export interface FastPathDependencies {
  readonly operations: readonly Operation[];
  readonly snapshots: Snapshots;
  readonly answers: Answers;
  readonly rateLimit: RateLimit;
  readonly logger: Logger;
  readonly requestIdOf: (given: unknown) => string;
  readonly bodyOf: BodyOf;
}

export function createFastPath(
  { operations, snapshots, answers, rateLimit, logger, requestIdOf, bodyOf }: FastPathDependencies,
  validatedRoad: RequestListener,
): RequestListener {
  // What needs a token is rare, and changes what is served.
  const posts = new Map(
    operations
      .filter(({ method, scopes }) => method === 'post' && !scopes)
      .map((operation) => [operation.path, operation]),
  );

  async function respond(
    request: IncomingMessage,
    response: ServerResponse,
    known: GivenAnswer,
    bytes: Buffer,
  ): Promise<void> {
    const share = await rateLimit.admit(request as Request);
    if (!share) return validatedRoad(request, response);
    const id = requestIdOf(request.headers['x-request-id']);
    response.writeHead(known.status, filled(known, id, share, bytes)).end(bytes);
    const { method, url = '' } = request;
    const path = url.split('?', 1)[0];
    // As the validated road logs it.
    logger.info(
      { reqId: id, req: { id, method, path }, res: { status: known.status }, responseTime: 0 },
      'request completed',
    );
  }

  return (request, response) => {
    const snapshot = snapshots.loaded();
    const known = snapshot && answers.find(snapshot, request);
    if (!known) return validatedRoad(request, response);
    if (known.bytes) {
      if (hasBody(request)) return validatedRoad(request, response);
      return void respond(request, response, known, known.bytes);
    }
    const operation = posts.get(request.url ?? '');
    if (!operation || !isPlainJson(request, operation)) return validatedRoad(request, response);
    readAhead(request, (sent) => {
      const body = sent && bodyOf(operation, sent);
      if (body) void respond(request, response, known, body);
      else validatedRoad(request, response);
    });
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function filled({ headers, own }: GivenAnswer, id: string, share: Share, bytes: Buffer): string[] {
  const values = headers.slice();
  for (const [name, index] of own) values[index] = ownValue(name, id, share, bytes);
  return values;
}

function ownValue(name: string, id: string, share: Share, bytes: Buffer): string {
  if (name === 'x-request-id') return id;
  return name === 'content-length' ? String(bytes.length) : (share.get(name) ?? '');
}
