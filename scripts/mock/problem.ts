/** The only place where the mock writes a problem of its own: for requests that no scenario foresees. */
import type { Contract, Operation } from '../../contract/contract.ts';
import { type MockAnswer, type MockRequest, problemSlugs, type Refusal } from './exchange.ts';

// What the contract allows at most in `errors` and `detail`.
const maxErrors = 100;
const maxDetail = 2000;

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
      detail: detail.slice(0, maxDetail),
      instance: asUri(request.path),
      requestId: request.id,
      errors: errors?.slice(0, maxErrors),
    };
    const declared = operation?.responses.get(status)?.headers ?? new Map();
    return {
      status,
      headers: {
        'cache-control': 'no-store',
        ...Object.fromEntries([...declared].map(([name, { example }]) => [name, String(example)])),
        'content-type': 'application/problem+json',
        ...headers,
      },
      body: JSON.stringify(problem),
    };
  };
}

// Callers send what they like; what is no URI in it is escaped, and what is escaped already is left alone.
function asUri(path: string): string {
  return encodeURI(path).replaceAll(/%25(?=[0-9a-f]{2})/gi, '%');
}
