/** Prism chooses and generates responses here. Its server and its validator are not used. */
import { transformOas3Operations } from '@stoplight/http-spec/oas3/operation';
import { createLogger } from '@stoplight/prism-core';
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpMockConfig,
  type IHttpResponse,
} from '@stoplight/prism-http';
import { getHttpConfigFromRequest } from '@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js';
import { checkResponse } from '../contract/check-response.ts';
import type { Contract, Operation } from '../contract/model.ts';
import { writePayload } from '../contract/payload.ts';
import { chooseExample, originOf } from '../contract/stand-in/choose-example.ts';
import {
  type Examples,
  isRefusal,
  type MockRequest,
  type MockResponse,
  type Preference,
  type Refusal,
} from '../contract/stand-in/model.ts';

/** The preference of the client, in the form that Prism documents; undefined when it has none that Prism knows. */
export function readPreference(
  _: Operation,
  { headers, search }: MockRequest,
): Preference | Refusal | undefined {
  const { prefer } = headers;
  const read = getHttpConfigFromRequest({
    // The query parameters `__code` and so on are for links in a browser.
    url: { path: '', query: Object.fromEntries(new URLSearchParams(search)) },
    headers: typeof prefer === 'string' ? { prefer } : {},
  });
  if (read._tag === 'Left') {
    const { message: detail } = read.left;
    return { slug: 'invalid-request', detail, errors: [{ pointer: '/headers/prefer', detail }] };
  }
  const preference = Object.entries(read.right).filter(([, value]) => value !== undefined);
  return preference.length > 0 ? Object.fromEntries(preference) : undefined;
}

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

export function createPrism(contract: Contract): Examples {
  const prism = createInstance(config, { logger: createLogger('mock', { level: 'silent' }) });
  const forExamples = operationsForExamples(contract);
  let forGeneration: Promise<PrismOperation[]> | undefined;

  async function ask(operations: PrismOperation[], { id, method, path }: Operation, mock: Preference) {
    const candidates = operations.filter(({ iid }) => iid === id);
    // Prism searches the operation by path. The template as the path finds the operation that is known already.
    const request = { method, url: { path } };
    const found = await prism.request(request, candidates, {
      ...config,
      mock: { ...config.mock, ...mock },
    })();
    if (found._tag === 'Left') throw found.left;
    return responseOf(found.right.output);
  }

  // The generator does not know every keyword. A response that breaks the contract is not sent.
  async function generate(operation: Operation, wanted: Preference): Promise<MockResponse | undefined> {
    forGeneration ??= operationsForGeneration(contract);
    const response = await ask(await forGeneration, operation, wanted).catch(() => undefined);
    const received = response && { ...response, method: operation.method };
    return received && checkResponse(contract, operation, received).length === 0 ? response : undefined;
  }

  return async (operation, { dynamic = false, seed = '', ...preference }, accept) => {
    const choice = chooseExample(operation, preference, accept);
    if (isRefusal(choice)) return choice;
    const { exampleKey, ...withoutExample } = choice;
    // A generated problem would contradict itself: its type, title and status belong together.
    const isGenerated = dynamic && choice.code < 400;
    const generated = isGenerated && (await generate(operation, { ...withoutExample, dynamic, seed }));
    if (generated) return { ...generated, origin: 'generated' };
    const response = await ask(forExamples, operation, choice);
    return { ...response, origin: originOf(operation, choice) };
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
 * For `Prefer: dynamic=true`. The schemas are changed because of limits of Prism's generator. It fills every array up
 * to maxItems, which exhausts the memory for a tree. It uses `pattern` and ignores `format` when a schema has both. It
 * does not know unevaluatedProperties and prefixItems.
 */
async function operationsForGeneration({ document }: Contract): Promise<PrismOperation[]> {
  const simplified: unknown = JSON.parse(JSON.stringify(document), (_, value) => {
    if (typeof value?.maxItems === 'number') {
      value.maxItems = Math.min(value.maxItems, Math.max(value.minItems ?? 0, maxGeneratedItems));
    }
    if (typeof value?.format === 'string') delete value.pattern;
    if (value?.unevaluatedProperties === false) value.additionalProperties = false;
    if (Array.isArray(value?.prefixItems)) value.items = value.prefixItems;
    return value;
  });
  return getHttpOperationsFromSpec(simplified as object);
}

function responseOf({ statusCode, headers = {}, body }: IHttpResponse): MockResponse {
  return {
    status: statusCode,
    headers: Object.fromEntries(
      Object.entries(headers)
        // null: a header without an example. Prism adds Deprecation to a deprecated operation, which is not declared.
        .filter(([name, value]) => value !== null && name.toLowerCase() !== 'deprecation')
        .map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
    ...(body !== undefined && { body: writePayload(headers['Content-type'] ?? '', body) }),
  };
}
