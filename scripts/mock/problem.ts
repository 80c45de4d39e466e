/** The only place where the mock writes a problem of its own: for requests that no scenario foresees. */
import type { Contract, Operation } from '../../contract/contract.ts';
import { instanceOf } from '../../contract/instance.ts';
import { type MockAnswer, type MockRequest, problemSlugs, type Refusal } from './exchange.ts';

// What the contract allows at most: names and paths are the caller's own, and may be long.
const most = { errors: 100, pointer: 500, detail: 2000 };

export type ProblemWriter = (refusal: Refusal, request: MockRequest, operation?: Operation) => MockAnswer;

export function createProblemWriter({ problems }: Contract): ProblemWriter {
  const lacking = problemSlugs.filter((slug) => !problems.has(slug));
  if (lacking.length > 0) throw new Error(`x-problems of the contract lacks ${lacking.join(', ')}`);

  return ({ slug, detail, errors, headers }, request, operation) => {
    const { status = 500, title } = problems.get(slug) ?? {};
    const problem = {
      type: `/problems/${slug}`,
      title,
      status,
      detail: detail.slice(0, most.detail),
      instance: instanceOf(request.path),
      requestId: request.id,
      errors: errors?.slice(0, most.errors).map(({ pointer, detail }) => ({
        pointer: pointer.slice(0, most.pointer),
        detail: detail.slice(0, most.detail),
      })),
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
export function aboutThis(request: MockRequest, answer: MockAnswer): MockAnswer {
  if (answer.headers['content-type'] !== 'application/problem+json' || answer.body === undefined)
    return answer;
  const own = { instance: instanceOf(request.path), requestId: request.id };
  return { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), ...own }) };
}
