/** From a request to its response. The order of the decisions is visible here. */

import { isIdentity } from '../contract/identity.ts';
import { isObject, parseJson } from '../contract/json.ts';
import type { Contract, Operation } from '../contract/model.ts';
import { allowedMethods, findOperation, operationsAt } from '../contract/paths.ts';
import { matchScenario, scenariosOf } from '../contract/scenarios.ts';
import { refuseInputs } from './check-inputs.ts';
import { internalError, isRefusal, type MockRequest, type MockResponse, type Refusal } from './model.ts';
import { mediaTypesFor, refuseAccept, refuseBody, revalidate } from './negotiation.ts';
import { createPrism, readPreference } from './prism.ts';
import { aboutThis, createProblemWriter } from './problem.ts';

export type Responder = (request: MockRequest) => Promise<MockResponse>;

export function createResponder(contract: Contract): Responder {
  const scenarios = scenariosOf(contract);
  const askPrism = createPrism(contract);
  const writeProblem = createProblemWriter(contract);

  async function choose(operation: Operation, request: MockRequest): Promise<MockResponse | Refusal> {
    if (lacksToken(operation, request)) return askPrism(operation, { code: 401 });
    const preference = readPreference(request);
    if (isRefusal(preference)) return preference;

    const { method, path, query } = request;
    const body = operation.requestBody && parseJson(request.body.toString());
    const scenario = preference
      ? undefined
      : matchScenario(scenarios, { method, path: `${path}?${query}`, body });
    const refusal =
      refuseBody(operation, request) ??
      // A scenario may have invalid inputs on purpose: its response is then a problem.
      (scenario ? undefined : refuseInputs(contract, operation, request, body)) ??
      refuseAccept(operation, request);
    if (refusal) return refusal;

    if (!preference && lacksCondition(operation, request)) return askPrism(operation, { code: 428 });
    const wanted = scenario ? { code: scenario.status, exampleKey: scenario.name } : preference;
    const found = await askPrism(operation, { ...wanted, mediaTypes: mediaTypesFor(request) });
    if (isRefusal(found)) return found;
    return revalidate(operation, request, withContractIdentity(operation, found, contract));
  }

  return async (request) => {
    const operation = findOperation(contract, request.method, request.path);
    if (!operation) return writeProblem(refuseAddress(contract, request), request);
    const chosen = await choose(operation, request).catch(internalError);
    return isRefusal(chosen) ? writeProblem(chosen, request, operation) : aboutThis(request, chosen);
  };
}

/** Why no operation fits: the path is unknown, or it has other methods. */
function refuseAddress(contract: Contract, { path }: MockRequest): Refusal {
  const others = operationsAt(contract, path);
  if (others.length === 0) return { slug: 'not-found', detail: `There is nothing at ${path}.` };
  const allow = allowedMethods(others).join(', ');
  return { slug: 'method-not-allowed', detail: `This path answers to ${allow}.`, headers: { allow } };
}

// Any token is accepted: only a server can say whether a token is valid.
function lacksToken({ scopes }: Operation, { headers }: MockRequest): boolean {
  return scopes !== undefined && !/^Bearer +\S/i.test(headers.authorization ?? '');
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
