/** From a request to its answer by the contract: the order of the decisions is visible here. */

import { parseJson } from '../contract/json.ts';
import type { Contract, Operation } from '../contract/model.ts';
import { type IncomingRequest, matchScenario, scenariosOf } from '../contract/scenarios.ts';
import { refuseInputs } from './check-inputs.ts';
import { revalidate } from './entity-tag.ts';
import { internalFault, isRefusal, type MockRequest, type MockResponse, type Refusal } from './exchange.ts';
import { findOperation } from './find-operation.ts';
import { mediaTypesFor, refuseAccept, refuseBody } from './media.ts';
import { readPreference } from './preference.ts';
import { createPrism } from './prism.ts';
import { aboutThis, createProblemWriter } from './problem.ts';

export type Responder = (request: MockRequest) => Promise<MockResponse>;

export function createResponder(contract: Contract): Responder {
  const scenarios = scenariosOf(contract);
  const askPrism = createPrism(contract);
  const writeProblem = createProblemWriter(contract);

  async function answer(operation: Operation, request: MockRequest): Promise<MockResponse | Refusal> {
    if (lacksToken(operation, request)) return askPrism(operation, { code: 401 });
    const preference = readPreference(request);
    if (isRefusal(preference)) return preference;

    const body = operation.requestBody && parseJson(request.body.toString());
    const scenario = preference ? undefined : matchScenario(scenarios, incoming(request, body));
    // The inputs of a scenario may be wrong on purpose: the problem is then its answer.
    const refusal =
      refuseBody(operation, request) ??
      (scenario ? undefined : refuseInputs(contract, operation, request, body)) ??
      refuseAccept(operation, request);
    if (refusal) return refusal;

    const wish = scenario ? { code: scenario.status, exampleKey: scenario.name } : preference;
    const found = await askPrism(operation, { ...wish, mediaTypes: mediaTypesFor(request) });
    if (isRefusal(found)) return found;
    return revalidate(operation, request, withOwnChecksum(operation, found, contract));
  }

  return async (request) => {
    const operation = findOperation(contract, request);
    if (isRefusal(operation)) return writeProblem(operation, request);
    const outcome = await answer(operation, request).catch(internalFault);
    return isRefusal(outcome) ? writeProblem(outcome, request, operation) : aboutThis(request, outcome);
  };
}

// Whether a token is good is for a server to know; here any will do.
function lacksToken({ scopes }: Operation, { headers }: MockRequest): boolean {
  return scopes !== undefined && !/^Bearer +\S/i.test(headers.authorization ?? '');
}

// No document can hold its own checksum, so the example cannot: a caller learns here which contract this is.
function withOwnChecksum(
  { id }: Operation,
  answer: MockResponse,
  { version, checksum }: Contract,
): MockResponse {
  if (id !== 'getVersion' || answer.status !== 200 || answer.body === undefined) return answer;
  return { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), contract: { version, checksum } }) };
}

function incoming({ method, path, query }: MockRequest, body: unknown): IncomingRequest {
  return { method, path: `${path}?${query}`, body };
}
