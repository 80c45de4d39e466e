/** The problems that the mock writes itself, for requests that match no scenario. */

import type { Contract, Operation } from '../model.ts';
import { createProblemBounds, instanceOf } from '../problems.ts';
import { declaredResponse } from '../read-responses.ts';
import { type MockRequest, type MockResponse, problemSlugs, type Refusal } from './model.ts';

export type ProblemWriter = (refusal: Refusal, request: MockRequest, operation?: Operation) => MockResponse;

/** @throws Error when the contract lacks a kind of problem that the mock writes */
export function createProblemWriter(contract: Contract): ProblemWriter {
  const { problems } = contract;
  const bounds = createProblemBounds(contract);
  const lacking = problemSlugs.filter((slug) => !problems.has(slug));
  if (lacking.length > 0) throw new Error(`x-problems of the contract lacks ${lacking.join(', ')}`);

  return ({ slug, detail, errors, headers }, request, operation) => {
    const { title, status = 500 } = problems.get(slug) ?? {};
    const problem = {
      type: `/problems/${slug}`,
      title,
      status,
      detail: bounds.detail(detail),
      instance: instanceOf(request.path),
      requestId: request.id,
      errors: errors?.slice(0, bounds.maxErrors).map(bounds.error),
    };
    const declared = [...((operation && declaredResponse(operation, status)?.headers) ?? [])];
    return {
      status,
      headers: {
        'cache-control': 'no-store',
        ...Object.fromEntries(declared.map(([name, { example = '' }]) => [name, String(example)])),
        'content-type': 'application/problem+json',
        ...headers,
      },
      body: JSON.stringify(problem),
    };
  };
}

/**
 * Puts path and id of this request into the problem of an example, which was written about another request. A problem
 * of `4XX` or `default` may have been written about another status, too.
 */
export function aboutThis(contract: Contract, request: MockRequest, response: MockResponse): MockResponse {
  const { status, headers, body } = response;
  if (headers['content-type'] !== 'application/problem+json' || body === undefined) return response;
  const problem = JSON.parse(body);
  const head = problem.status === status ? {} : headOf(contract, status);
  const current = { ...head, instance: instanceOf(request.path), requestId: request.id };
  return { ...response, body: JSON.stringify({ ...problem, ...current }) };
}

function headOf({ problems }: Contract, status: number) {
  const [slug, kind] = [...problems].find(([, problem]) => problem.status === status) ?? [];
  return { status, ...(kind && { type: `/problems/${slug}`, title: kind.title, detail: kind.description }) };
}
