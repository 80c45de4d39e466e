/**
 * The short way to an answer. A GET that was answered before on this very snapshot is answered again from
 * memory; a POST skips the machinery of the validated road and none of its checks. Whatever is not plainly right,
 * and every answer that is no success, takes the validated road: from outside nobody can tell the two apart.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Request } from 'express';
import type { Operation } from '../../contract/contract.ts';
import type { RateLimit } from '../rate-limit.ts';
import type { Snapshots } from '../snapshots.ts';
import type { Answers, GivenAnswer, OwnHeader } from './answers.ts';
import { type BodyOf, isPlainJson, readAhead } from './plain-json.ts';

export interface FastPathDependencies {
  readonly operations: readonly Operation[];
  readonly snapshots: Snapshots;
  readonly answers: Answers;
  readonly rateLimit: RateLimit;
  readonly requestIdOf: (given: unknown) => string;
  readonly bodyOf: BodyOf;
}

export function createFastPath(
  { operations, snapshots, answers, rateLimit, requestIdOf, bodyOf }: FastPathDependencies,
  validatedRoad: RequestListener,
): RequestListener {
  // What needs a token is rare, and changes what is served.
  const posts = new Map(
    operations
      .filter(({ method, scopes }) => method === 'post' && !scopes)
      .map((operation) => [operation.path, operation]),
  );

  function respond(
    request: IncomingMessage,
    response: ServerResponse,
    known: GivenAnswer,
    bytes: Buffer,
  ): void {
    const client = rateLimit.admit(request as Request);
    if (client === undefined) {
      validatedRoad(request, response);
      return;
    }
    const id = requestIdOf(request.headers['x-request-id']);
    response.writeHead(known.status, filled(known, id, client, bytes)).end(bytes);
    known.log(id);
  }

  function filled({ headers, own }: GivenAnswer, id: string, client: string, bytes: Buffer): string[] {
    const values = headers.slice();
    for (const [name, index] of own) values[index] = ownValue(name, id, client, bytes);
    return values;
  }

  function ownValue(name: OwnHeader, id: string, client: string, bytes: Buffer): string {
    switch (name) {
      case 'X-Request-Id':
        return id;
      case 'Content-Length':
        return String(bytes.length);
      default:
        return rateLimit.shareOf(client)[name];
    }
  }

  return (request, response) => {
    const snapshot = snapshots.loaded();
    const known = snapshot && answers.find(snapshot, request);
    if (!known) return validatedRoad(request, response);
    if (known.bytes) {
      if (hasBody(request)) return validatedRoad(request, response);
      return respond(request, response, known, known.bytes);
    }
    const operation = posts.get(request.url ?? '');
    if (!operation || !isPlainJson(request, operation)) return validatedRoad(request, response);
    readAhead(request, (sent) => {
      const body = sent && bodyOf(operation, sent);
      if (body) respond(request, response, known, body);
      else validatedRoad(request, response);
    });
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return (headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined;
}
