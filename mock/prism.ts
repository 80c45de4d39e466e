/** Prism chooses and generates responses here. Its server and its validator are not used. */
import { transformOas3Operations } from '@stoplight/http-spec/oas3/operation';
import { createLogger } from '@stoplight/prism-core';
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpMockConfig,
  type IHttpOperationConfig,
  type IHttpResponse,
  ProblemJsonError,
} from '@stoplight/prism-http';
import { getHttpConfigFromRequest } from '@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js';
import type { Contract, Operation } from '../contract/model.ts';
import { internalError, type MockRequest, type MockResponse, type Refusal } from './model.ts';

/** Which response Prism gives: by status code, by the name of an example, or generated (`dynamic`). */
export type Preference = Partial<IHttpOperationConfig>;

/** The query parameters that Prism takes instead of the header Prefer, for links in a browser. */
export const preferenceParameters = ['__code', '__example', '__dynamic', '__seed'];

/** The preference of the client, in the form that Prism documents; undefined when it has none that Prism knows. */
export function readPreference({ headers, query }: MockRequest): Preference | Refusal | undefined {
  const { prefer } = headers;
  const read = getHttpConfigFromRequest({
    url: { path: '', query: Object.fromEntries(query) },
    headers: typeof prefer === 'string' ? { prefer } : {},
  });
  if (read._tag === 'Left') {
    const { message: detail } = read.left;
    return { slug: 'invalid-request', detail, errors: [{ pointer: '/headers/prefer', detail }] };
  }
  const preference = Object.entries(read.right).filter(([, value]) => value !== undefined);
  return preference.length > 0 ? Object.fromEntries(preference) : undefined;
}

export type Prism = (operation: Operation, preference: Preference) => Promise<MockResponse | Refusal>;

// The mock validates requests before it calls Prism. Prism's own validator answers 422 to every invalid request of an
// operation that declares 422. It also ignores unevaluatedProperties and unknown parameters.
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
  const forExamples = operationsForExamples(contract);
  let forGeneration: Promise<PrismOperation[]> | undefined;

  return async ({ id, method, path }, { dynamic = false, ...preference }) => {
    // A generated problem would contradict itself: its type, title and status belong together.
    const isGenerated = dynamic && (preference.code ?? 200) < 400;
    if (isGenerated) forGeneration ??= operationsForGeneration(contract);
    const operations = (isGenerated && (await forGeneration)) || forExamples;

    const candidates = operations.filter(({ iid }) => iid === id);
    const mock = { ...preference, dynamic: isGenerated };
    // Prism searches the operation by path. The template as the path finds the operation that is known already.
    const result = await prism.request({ method, url: { path } }, candidates, { ...config, mock })();
    return result._tag === 'Right' ? responseOf(result.right.output) : refusalOf(result.left);
  };
}

type PrismOperation = ReturnType<typeof transformOas3Operations>[number];

/**
 * Prism's own loader dereferences the document first, which takes ten times as long and would delay every edit. So the
 * references stay, and `components` goes along: the generator looks there when a response has no example.
 */
function operationsForExamples({ document }: Contract): PrismOperation[] {
  const { components } = document;
  return transformOas3Operations(document).map((operation) => ({ ...operation, components }));
}

const maxGeneratedItems = 3;

/**
 * For `Prefer: dynamic=true`. The schemas are changed because of three limits of Prism's generator. It fills every
 * array up to maxItems, which exhausts the memory for a tree. It uses `pattern` and ignores `format` when a schema has
 * both. It does not know unevaluatedProperties.
 */
async function operationsForGeneration({ document }: Contract): Promise<PrismOperation[]> {
  const simplified: unknown = JSON.parse(JSON.stringify(document), (_, value) => {
    if (typeof value?.maxItems === 'number') {
      value.maxItems = Math.min(value.maxItems, Math.max(value.minItems ?? 0, maxGeneratedItems));
    }
    if (typeof value?.format === 'string') delete value.pattern;
    if (value?.unevaluatedProperties === false) value.additionalProperties = false;
    return value;
  });
  return getHttpOperationsFromSpec(simplified as object);
}

// The body is not compressed, even if Content-Encoding has an example. Prism adds Deprecation to a deprecated
// operation; the contract does not declare it, and the server does not send it.
const unsent = new Set(['content-encoding', 'deprecation']);

function responseOf({ statusCode, headers = {}, body }: IHttpResponse): MockResponse {
  return {
    status: statusCode,
    headers: Object.fromEntries(
      Object.entries(headers)
        // null: a header without an example.
        .filter(([name, value]) => !unsent.has(name.toLowerCase()) && value !== null)
        .map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

function refusalOf(error: Error): Refusal {
  const isNotDeclared = error instanceof ProblemJsonError && error.status === 404;
  return isNotDeclared ? { slug: 'not-found', detail: error.detail } : internalError(error);
}
