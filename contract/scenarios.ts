/**
 * A scenario is an example name that the request and the response of an operation share: for these inputs,
 * that answer. The mock serves the scenarios, the contract tests send them.
 */
import type { Contract, Operation } from './model.ts';
import { type ScenarioRequest, scenarioRequest } from './scenario-request.ts';

export interface Scenario {
  readonly operation: Operation;
  readonly name: string;
  readonly status: number;
  readonly request: ScenarioRequest;
  readonly response: { readonly mediaType: string; readonly body: unknown };
}

/** The scenarios in the order of the contract, the incomplete ones left out: the rule example-pair-complete refuses those. */
export function scenariosOf(contract: Contract): Scenario[] {
  return contract.operations.flatMap(completeScenarios);
}

export function completeScenarios(operation: Operation): Scenario[] {
  return answersOf(operation)
    .filter(({ name }) => lackingInputs(operation, name).length === 0)
    .map(({ name, status, mediaType, body }) => {
      const request = scenarioRequest(operation, name);
      return { operation, name, status, request, response: { mediaType, body } };
    });
}

/** Every named example that the operation may answer with. */
export function answersOf({ responses }: Operation) {
  return [...responses.values()].flatMap(({ status, content }) =>
    [...content].flatMap(([mediaType, { examples }]) =>
      [...examples].map(([name, body]) => ({ name, status, mediaType, body })),
    ),
  );
}

/** The required inputs that have no example of that name. */
export function lackingInputs({ parameters, requestBody }: Operation, name: string): string[] {
  const lacking = parameters.filter(({ required, examples }) => required && !examples.has(name));
  const bodyLacks = requestBody?.required && !requestBody.examples.has(name);
  return [
    ...lacking.map((parameter) => `parameter ${parameter.name}`),
    ...(bodyLacks ? ['request body'] : []),
  ];
}
