import type { Contract } from '../../contract/model.ts';
import { completeScenarios, type Scenario, type ScenarioRequest } from '../../contract/scenarios.ts';
import { isSuccess } from '../../contract/successes.ts';
import { payload } from '../http/planned-request.ts';

/** The first scenario of each operation that succeeds. */
export function firstScenarios({ operations }: Contract): Scenario[] {
  return operations.flatMap((operation) =>
    completeScenarios(operation)
      .filter(({ status }) => isSuccess(status))
      .slice(0, 1),
  );
}

/** The request of a scenario, as fetch sends it. */
export function requestFor(url: string, { method, path, headers, body }: ScenarioRequest): Request {
  return new Request(url + path, {
    method: method.toUpperCase(),
    headers,
    ...(body !== undefined && { body: payload({ headers, body }) }),
  });
}
