/** Prism's choice and generation of answers, without its server and its validator. */
import { createLogger } from '@stoplight/prism-core';
import {
  createInstance,
  type IHttpMockConfig,
  type IHttpOperationConfig,
  type IHttpResponse,
  ProblemJsonError,
} from '@stoplight/prism-http';
import type { Contract, Operation } from '../contract/model.ts';
import { internalFault, type MockResponse, type Refusal } from './exchange.ts';
import { loadForExamples, loadForGeneration, type PrismOperation } from './load-operations.ts';

/** What to answer with, in Prism's terms: status code, name of an example, dynamic. */
export type Preference = Partial<IHttpOperationConfig>;

export type Prism = (operation: Operation, preference: Preference) => Promise<MockResponse | Refusal>;

// Requests are checked before Prism is asked. Left to itself it answers 422 to every invalid request where an
// operation declares 422, and it knows neither unevaluatedProperties nor unknown parameters.
const config: IHttpMockConfig = {
  isProxy: false,
  checkSecurity: false,
  validateRequest: false,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
};

export function createPrism(contract: Contract): Prism {
  const prism = createInstance(config, { logger: createLogger('mock', { level: 'silent' }) });
  const forExamples = loadForExamples(contract);
  let forGeneration: Promise<PrismOperation[]> | undefined;

  return async ({ id, method, path }, { dynamic = false, ...preference }) => {
    // Type, title and status of a problem belong together: generated ones would contradict each other.
    const generated = dynamic && (preference.code ?? 200) < 400;
    if (generated) forGeneration ??= loadForGeneration(contract);
    const operations = (generated && (await forGeneration)) || forExamples;

    const asked = operations.filter(({ iid }) => iid === id);
    const mock = { ...preference, dynamic: generated };
    // The operation is known already: its own template is the path that leads Prism to it.
    const outcome = await prism.request({ method, url: { path } }, asked, { ...config, mock })();
    return outcome._tag === 'Right' ? answerOf(outcome.right.output) : refusalOf(outcome.left);
  };
}

function answerOf({ statusCode, headers = {}, body }: IHttpResponse): MockResponse {
  return {
    status: statusCode,
    headers: Object.fromEntries(
      Object.entries(headers)
        // The body is not compressed, whatever the example of this header says. null: a header without example.
        .filter(([name, value]) => name.toLowerCase() !== 'content-encoding' && value !== null)
        .map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

function refusalOf(error: Error): Refusal {
  const isNotDeclared = error instanceof ProblemJsonError && error.status === 404;
  return isNotDeclared ? { slug: 'not-found', detail: error.detail } : internalFault(error);
}
