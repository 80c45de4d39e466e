import { preferredType } from '../accept.ts';
import type { Contract, Operation } from '../model.ts';
import { completeScenarios, matchingScenarios } from '../scenarios.ts';
import type { Choice, MockRequest } from './model.ts';

/** Finds the response of the scenario that has the inputs of a request. Undefined when there is none. */
export type FindScenario = (operation: Operation, request: MockRequest, body: unknown) => Choice | undefined;

export function createFindScenario(contract: Contract): FindScenario {
  const scenarios = new Map(
    contract.operations.map((operation) => [operation, completeScenarios(operation)]),
  );
  return (operation, { method, path, search, headers }, body) => {
    const request = { method, path: `${path}?${search}`, headers, body };
    const matching = matchingScenarios(contract, scenarios.get(operation) ?? [], request);
    // Several match when they differ by the media type of the response. Without content it is empty.
    const mediaTypes = matching.map(({ response }) => response.mediaType);
    const sendable = ['', preferredType(mediaTypes, headers.accept)];
    const found = matching.find(
      ({ status, response }) => status >= 400 || sendable.includes(response.mediaType),
    );
    if (!found) return undefined;
    const { name, status, response } = found;
    return { code: status, ...(response.mediaType && { exampleKey: name }) };
  };
}
