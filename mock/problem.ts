/** The problems that the mock writes itself, for requests that match no scenario. */

import type { Contract, Operation } from '../contract/model.ts';
import { createProblemBounds, instanceOf } from '../contract/problems.ts';
import { type MockRequest, type MockResponse, problemSlugs, type Refusal } from './model.ts';

export type ProblemWriter = (refusal: Refusal, request: MockRequest, operation?: Operation) => MockResponse;

/** @throws Error when the contract lacks a kind of problem that the mock writes */
export function createProblemWriter(contract: Contract): ProblemWriter {
  const { problems } = contract;
  const bounds = createProblemBounds(contract);
  const lacking = problemSlugs.filter((slug) => !problems.has(slug));
  if (lacking.length > 0) throw new Error(`x-problems of the contract lacks ${lacking.join(', ')}`);

  return ({ slug, detail, errors, headers }, request, operation) => {
    const { status = 500, title } = problems.get(slug) ?? {};
    const problem = {
      type: `/problems/${slug}`,
      title,
      status,
      detail: bounds.detail(detail),
      instance: instanceOf(request.path),
      requestId: request.id,
      errors: errors?.slice(0, bounds.maxErrors).map(bounds.error),
    };
    const declared = [...(operation?.responses.get(status)?.headers ?? [])];
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

/** Puts path and id of this request into the problem of an example, which was written about another request. */
export function aboutThis(request: MockRequest, response: MockResponse): MockResponse {
  if (response.headers['content-type'] !== 'application/problem+json' || response.body === undefined)
    return response;
  const current = { instance: instanceOf(request.path), requestId: request.id };
  return { ...response, body: JSON.stringify({ ...JSON.parse(response.body), ...current }) };
}
