import { isDeepStrictEqual } from 'node:util';
import type { Contract, Operation } from './contract.ts';
import { answersOf, completeScenarios, lackingInputs } from './scenarios.ts';

/**
 * A sentence for everything that keeps the examples from being scenarios. Whoever runs scenarios refuses to
 * start with one of these: a scenario that is silently left out is a test that cannot fail.
 */
export function incompletePairs(contract: Contract): string[] {
  return contract.operations.flatMap((operation) =>
    [
      ...(answersOf(operation).length === 0 ? ['no response has a named example'] : []),
      ...namesWithoutAnswer(operation),
      ...namesWithoutInputs(operation),
      ...namesAnsweredTwice(operation),
      ...equalInputs(operation),
    ].map((sentence) => `${operation.id}: ${sentence}`),
  );
}

function namesWithoutAnswer(operation: Operation): string[] {
  const answered = new Set(answersOf(operation).map(({ name }) => name));
  return [...inputNames(operation)]
    .filter((name) => !answered.has(name))
    .map((name) => `the request has an example ${name}, no response has`);
}

function namesWithoutInputs(operation: Operation): string[] {
  return answersOf(operation).flatMap(({ name, status }) =>
    lackingInputs(operation, name).map(
      (input) => `response ${status} has an example ${name}, the ${input} has not`,
    ),
  );
}

function namesAnsweredTwice(operation: Operation): string[] {
  const names = answersOf(operation).map(({ name }) => name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) => `more than one response has an example ${name}`);
}

function equalInputs(operation: Operation): string[] {
  const scenarios = completeScenarios(operation);
  return scenarios.flatMap(({ name, request }, index) =>
    scenarios
      .slice(0, index)
      .filter((other) => other.name !== name && isDeepStrictEqual(other.request, request))
      .map((other) => `the examples ${other.name} and ${name} have the same inputs`),
  );
}

function inputNames({ parameters, requestBody }: Operation): Set<string> {
  return new Set(
    [...parameters, ...(requestBody ? [requestBody] : [])].flatMap(({ examples }) => [...examples.keys()]),
  );
}
