/** Requests that succeed on a target, and the cases whose status depends on its data. */
import { isDeepStrictEqual } from 'node:util';
import type { Contract, Operation } from '../../contract/model.ts';
import { completeScenarios, requestWith } from '../../contract/scenarios.ts';
import { alwaysSucceeds, isSuccess } from '../../contract/successes.ts';
import type { Release } from '../../taxonomy/tree.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import { absentValues, type ComponentValues, knownValues } from '../invariants/known-values.ts';
import { knownInputs, NoValue } from './known-inputs.ts';
import type { CaseContext, CaseFactory, NegativeCase } from './negative-case.ts';

export interface ValidRequest {
  readonly request: PlannedRequest;
  /** The status of its response. */
  readonly status: number;
}

/** The request of a scenario that succeeds. A request made from the release comes before one with another status. */
export function exampleRequest(contract: Contract, release: Release) {
  const requestOf = requestFor(contract, knownValues(release));
  return (operation: Operation): ValidRequest => {
    const [best] = successes(operation);
    if (best?.status === lowestSuccess(operation)) return best;
    try {
      return requestOf(operation);
    } catch (error) {
      if (!best || !(error instanceof NoValue)) throw error;
      return best;
    }
  };
}

/** A request made from values of a release. Where every valid request succeeds, that of a scenario does, too. */
export function requestFor(contract: Contract, values: ComponentValues) {
  return (operation: Operation): ValidRequest => {
    const [scenario] = alwaysSucceeds(operation) ? successes(operation) : [];
    if (scenario) return scenario;
    const request = requestWith(operation, knownInputs(contract, operation, values));
    return { request, status: lowestSuccess(operation) };
  };
}

/** By status. */
function successes(operation: Operation): ValidRequest[] {
  const scenarios = completeScenarios(operation).filter(({ status }) => isSuccess(status));
  return scenarios.toSorted((one, other) => one.status - other.status);
}

function lowestSuccess({ responses }: Operation): number {
  return Math.min(...[...responses.keys()].filter(isSuccess));
}

/**
 * Success, and 404, 409, 410 and 422, sent with values that the target has or lacks. For a target that does not serve
 * the data of the examples: there the scenarios cannot promise these statuses.
 */
export const dataCases: CaseFactory = (context) => [...presentData(context), ...absentData(context)];

function presentData({ operations, requestOf, successOf }: CaseContext): NegativeCase[] {
  return operations.map((operation) => ({
    title: 'data of the target',
    operation,
    status: successOf(operation),
    request: requestOf(operation),
  }));
}

function absentData({ contract, operations, release }: CaseContext): NegativeCase[] {
  const known = knownValues(release);
  const present = requestFor(contract, known);
  return absentValues(release).flatMap(({ title, status, values }) => {
    const absent = requestFor(contract, new Map([...known, ...Object.entries(values)]));
    return operations
      .filter(({ responses }) => responses.has(status))
      .map((operation) => ({ title, operation, status, request: absent(operation).request }))
      .filter(({ operation, request }) => !isDeepStrictEqual(request, present(operation).request));
  });
}
