/** From a request to its response. The order of the decisions is visible here. */

import { isIdentity } from '../identity.ts';
import { isObject, parseJson } from '../json.ts';
import type { Contract, Operation } from '../model.ts';
import { allowedMethods, findOperation, operationsAt } from '../paths.ts';
import { otherMethods, repeatedAuthorization, unknownPath } from '../refusals.ts';
import { checkParameters } from './check-parameters.ts';
import { createFindScenario } from './find-scenario.ts';
import {
  type Examples,
  internalError,
  invalidRequest,
  isRefusal,
  type MockRequest,
  type MockResponse,
  type Preference,
  type Refusal,
} from './model.ts';
import { refuseAccept, revalidate } from './negotiation.ts';
import { aboutThis, createProblemWriter } from './problem.ts';
import { readBody } from './read-body.ts';
import { lacksCredentials, unauthenticated } from './security.ts';
import { mockHeader, noExample, unmatchedInputs } from './unmatched.ts';

export type Responder = (request: MockRequest) => Promise<MockResponse>;

/** Where the responses come from, and who may choose one. */
export interface ExampleSource {
  readonly ask: Examples;
  /** Which response is wanted, instead of that of the scenario; undefined when any is. */
  readPreference(operation: Operation, request: MockRequest): Preference | Refusal | undefined;
}

export interface ResponderOptions {
  /** Gets a line for each request that no scenario has. */
  readonly unmatched?: ((line: string) => void) | undefined;
  /** Whether such a request gets 501. */
  readonly strict?: boolean | undefined;
}

export function createResponder(
  contract: Contract,
  { ask, readPreference }: ExampleSource,
  { unmatched = () => {}, strict = false }: ResponderOptions = {},
): Responder {
  const findScenario = createFindScenario(contract);
  const writeProblem = createProblemWriter(contract);

  async function choose(operation: Operation, request: MockRequest): Promise<MockResponse | Refusal> {
    const repeated = repeatedAuthorization(request);
    if (repeated.length > 0) return invalidRequest(repeated, contract);
    if (lacksCredentials(operation, request)) return unauthenticated(operation);
    const preference = readPreference(operation, request);
    if (isRefusal(preference)) return preference;
    const body = await readBody(contract, operation, request);
    if (isRefusal(body)) return body;

    const scenario = preference ? undefined : findScenario(operation, request, body.value);
    const failures = [...checkParameters(contract, operation, request), ...body.failures];
    // The scenario of a 400 has invalid inputs on purpose.
    if (failures.length > 0 && scenario?.code !== 400) return invalidRequest(failures, contract);
    const refusal = refuseAccept(operation, request);
    if (refusal) return refusal;

    if (!scenario && !preference) {
      const inputs = unmatchedInputs(contract, operation, request, body.value);
      unmatched(`No example: ${request.method} ${request.path} ${inputs}`);
      if (strict) return noExample(inputs);
    }
    const wanted = scenario ?? preference ?? (lacksCondition(operation, request) ? { code: 428 } : {});
    const found = await ask(operation, wanted, request.headers.accept);
    if (isRefusal(found)) return found;
    const isAsked = scenario !== undefined || preference?.exampleKey !== undefined;
    const response = isAsked
      ? found
      : { ...found, headers: { ...found.headers, ...mockHeader(found.origin) } };
    return revalidate(operation, request, withContractIdentity(operation, response, contract));
  }

  return async (request) => {
    const operation = findOperation(contract, request.method, request.path);
    if (!operation) return writeProblem(refuseAddress(contract, request), request);
    const chosen = await choose(operation, request).catch(internalError);
    return isRefusal(chosen)
      ? writeProblem(chosen, request, operation)
      : aboutThis(contract, request, chosen);
  };
}

/** Why no operation fits: the path is unknown, or it has other methods. */
function refuseAddress(contract: Contract, { path }: MockRequest): Refusal {
  const others = operationsAt(contract, path);
  if (others.length === 0) return { slug: 'not-found', detail: unknownPath };
  const allow = allowedMethods(others).join(', ');
  return { slug: 'method-not-allowed', detail: otherMethods(allow), headers: { allow } };
}

// 428 means that the request has to be conditional (RFC 6585, section 3).
function lacksCondition({ responses }: Operation, { headers }: MockRequest): boolean {
  return responses.has(428) && headers['if-match'] === undefined;
}

// An example cannot hold the checksum of the document that it stands in. Here a client learns which contract it is.
function withContractIdentity(
  operation: Operation,
  response: MockResponse,
  contract: Contract,
): MockResponse {
  const { status, body = '' } = response;
  const value = isIdentity(contract, operation, status) ? parseJson(body) : undefined;
  if (!isObject(value)) return response;
  const { version, checksum } = contract;
  return { ...response, body: JSON.stringify({ ...value, contract: { version, checksum } }) };
}
