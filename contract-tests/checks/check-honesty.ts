/** A mock sends the response of the scenario that has the inputs, or says with a header that it has none. */
import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import { mockHeaderName } from '../../contract/http-headers.ts';
import { preview } from '../../contract/json.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { answeringMethod } from '../../contract/paths.ts';
import { readContentType } from '../../contract/payload.ts';
import { completeScenarios, matchingScenarios } from '../../contract/scenarios.ts';
import { type PlannedRequest, valueOfBody } from '../http/planned-request.ts';

export function createHonestyCheck(contract: Contract) {
  const scenarios = new Map(contract.operations.map((one) => [one, completeScenarios(one)]));
  return (operation: Operation, request: PlannedRequest, received: ReceivedResponse): Failure[] => {
    // The caller has chosen the response, or asks no operation.
    if ('prefer' in request.headers || answeringMethod(request.method) !== operation.method) return [];
    const incoming = { ...request, body: valueOfBody(request) };
    const matching = matchingScenarios(contract, scenarios.get(operation) ?? [], incoming);
    const { status, headers } = received;
    const said = headers[mockHeaderName];
    const where = `header ${mockHeaderName}`;
    const type = readContentType(String(headers['content-type'] ?? '')).mediaType;
    const isScenario = matching.some(
      ({ status: own, response }) =>
        (own === status && response.mediaType === type) || (own === 200 && status === 304),
    );
    if (isScenario && said !== undefined)
      return [{ where, detail: `must not be there, because a scenario matches; is ${preview(said)}` }];
    // An error without a scenario is about the request itself.
    if (!isScenario && said === undefined && status < 400)
      return [{ where, detail: 'is missing, although no scenario matches' }];
    return [];
  };
}
