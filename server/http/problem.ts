/** The only place that writes an error body (RFC 9457). */
import type { ErrorRequestHandler, Request } from 'express';
import type { Contract } from '../../contract/model.ts';
import { createProblemBounds, instanceOf } from '../../contract/problems.ts';
import { unknownPath } from '../../contract/refusals.ts';
import type { Header, ProblemSlug, Schema } from '../operation-types.ts';
import { DamagedRelease } from '../store/damage.ts';
import { StoreUnavailable } from '../store/store.ts';

// This type comes from the contract: any other value does not compile.
export const noStore: Header['CacheControlNoStore'] = 'no-store';

/** One item of `errors`: what is wrong at one place of the request. */
export type ProblemError = Schema['ProblemErrors'][number];

export interface ProblemOptions {
  readonly errors?: readonly ProblemError[];
  /** Members of this kind of problem, beside the common ones. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string | number>>;
}

/** What a handler throws: the kind of problem, and what is wrong this time. */
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
  return new Problem('not-found', unknownPath);
}

/** Seconds after which a client tries again. */
export const retryAfter: Header['RetryAfter'] = 30;

/** Something that this server needs is missing for now. */
export function unavailable(detail: string, seconds: number = retryAfter): Problem {
  return new Problem('unavailable', `${detail} Try again in ${seconds} seconds.`, {
    headers: { 'Retry-After': seconds },
  });
}

function releaseDamaged({ release }: DamagedRelease): Problem {
  const detail = `The stored data of release ${release} is damaged. Other releases are not affected.`;
  return new Problem('release-damaged', detail, { headers: { 'Retry-After': retryAfter } });
}

/** Translates the errors of one library. Returns undefined for any other error. */
export type ProblemTranslator = (error: unknown, request: Request) => Problem | undefined;

export const storeProblem: ProblemTranslator = (error, request) => {
  if (error instanceof DamagedRelease) {
    request.log.error({ err: error }, 'a release is damaged in the store');
    return releaseDamaged(error);
  }
  if (!(error instanceof StoreUnavailable)) return undefined;
  request.log.warn({ err: error }, 'the store of releases does not answer');
  return unavailable('The store of releases does not answer.');
};

/** The members that the contract fixes for each kind of problem. */
export function headOf({ problems }: Contract, slug: ProblemSlug) {
  const definition = problems.get(slug);
  if (!definition) throw new Error(`x-problems of the contract has no ${slug}`);
  return { type: `/problems/${slug}` as const, title: definition.title, status: definition.status };
}

/** @param responded called with each problem that is sent */
export function createProblemHandler(
  contract: Contract,
  translators: readonly ProblemTranslator[],
  responded?: (request: Request, slug: ProblemSlug) => void,
): ErrorRequestHandler {
  const bounds = createProblemBounds(contract);
  return (error, request, response, next) => {
    // The status is already sent. Express closes the connection.
    if (response.headersSent) return next(error);
    const { slug, message, options } = translate(error, request, translators);
    if (slug === 'internal') request.log.error({ err: error }, 'a request failed with an internal error');

    responded?.(request, slug);

    const head = headOf(contract, slug);
    const instance = instanceOf(request.originalUrl);
    const detail = bounds.detail(message);
    const errors = options.errors?.map(bounds.error);
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
