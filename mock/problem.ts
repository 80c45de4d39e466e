/** The only place where the mock writes a problem of its own: for requests that no scenario foresees. */

import type { Contract, Operation } from '../contract/model.ts';
import { createProblemBounds, instanceOf } from '../contract/problems.ts';
import { type MockRequest, type MockResponse, problemSlugs, type Refusal } from './exchange.ts';

export type ProblemWriter = (refusal: Refusal, request: MockRequest, operation?: Operation) => MockResponse;

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
      errors: errors?.slice(0, bounds.maxErrors).map(bounds.fault),
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

/** The problem of an example tells of another request: as an answer, it tells of the one that met it. */
export function aboutThis(request: MockRequest, answer: MockResponse): MockResponse {
  if (answer.headers['content-type'] !== 'application/problem+json' || answer.body === undefined)
    return answer;
  const own = { instance: instanceOf(request.path), requestId: request.id };
  return { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), ...own }) };
}
