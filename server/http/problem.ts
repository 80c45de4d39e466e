/** The only place where an error body is written (RFC 9457). */
import type { ErrorRequestHandler, Request } from 'express';
import type { Contract } from '../../contract/model.ts';
import { createProblemBounds, instanceOf } from '../../contract/problems.ts';
import type { ProblemSlug, Schema } from '../operation-types.ts';
import { noStore, retryAfter } from './headers.ts';

export type ProblemError = Schema['ProblemErrors'][number];

export interface ProblemOptions {
  readonly errors?: readonly ProblemError[];
  /** Members that this kind of problem has beside the common ones. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string | number>>;
}

/** What a handler throws: the kind, what was wrong this time, and where. */
export class Problem extends Error {
  readonly slug: ProblemSlug;
  readonly options: ProblemOptions;

  constructor(slug: ProblemSlug, detail: string, options: ProblemOptions = {}) {
    super(detail);
    this.name = 'Problem';
    this.slug = slug;
    this.options = options;
  }
}

export function notFound(): Problem {
  return new Problem('not-found', 'There is nothing at this path. /openapi.yaml lists every path.');
}

/** Something that this server needs is not there for now. */
export function unavailable(detail: string): Problem {
  return new Problem('unavailable', `${detail} Try again in ${retryAfter} seconds.`, {
    headers: { 'Retry-After': retryAfter },
  });
}

/** Knows the errors of one library; undefined for any other error. */
export type ProblemTranslator = (error: unknown, request: Request) => Problem | undefined;

/** Title and status stand in the contract, by the kind of the problem. */
export function headOf({ problems }: Contract, slug: ProblemSlug) {
  const definition = problems.get(slug);
  if (!definition) throw new Error(`x-problems of the contract has no ${slug}`);
  return { type: `/problems/${slug}` as const, title: definition.title, status: definition.status };
}

export function createProblemHandler(
  contract: Contract,
  translators: readonly ProblemTranslator[],
): ErrorRequestHandler {
  const bounds = createProblemBounds(contract);
  return (error, request, response, next) => {
    // The answer has begun: a problem can no longer be announced, only the connection be broken.
    if (response.headersSent) return next(error);
    const { slug, message, options } = translate(error, request, translators);
    if (slug === 'internal') request.log.error({ err: error }, 'a request met a fault of the server');

    const head = headOf(contract, slug);
    const instance = instanceOf(request.originalUrl);
    const detail = bounds.detail(message);
    const errors = options.errors?.map(bounds.fault);
    const { members, headers } = options;
    // Not response.json(): the validator would replace a problem that no operation declares, such as 405.
    response
      .status(head.status)
      .set({ 'Cache-Control': noStore, 'Content-Type': 'application/problem+json', ...headers })
      .end(JSON.stringify({ ...head, detail, instance, requestId: request.id, ...members, errors }));
  };
}

function translate(error: unknown, request: Request, translators: readonly ProblemTranslator[]): Problem {
  if (error instanceof Problem) return error;
  for (const translator of translators) {
    const problem = translator(error, request);
    if (problem) return problem;
  }
  return new Problem('internal', "The fault is the server's. Report it with its requestId if it stays.");
}
