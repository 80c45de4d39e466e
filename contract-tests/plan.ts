/** What a run sends, and what it expects of each answer. */
import { checkResponse, type Failure, type ReceivedResponse } from '../contract/check-response.ts';
import { compareWithExample } from '../contract/compare-with-example.ts';
import type { Contract, Operation } from '../contract/contract.ts';
import type { ScenarioRequest } from '../contract/scenario-request.ts';
import { scenariosOf } from '../contract/scenarios.ts';
import { createSchemas } from '../contract/schemas.ts';

export interface PlannedTransaction {
  /** `listCategories › 404 › unknownLayer`. */
  readonly name: string;
  readonly operation: Operation;
  readonly status: number;
  readonly request: ScenarioRequest;
  /** What is wrong with the answer. */
  check(received: ReceivedResponse): Failure[];
}

export interface PlanOptions {
  /** Bodies must equal their examples. Right for a target that serves the data of the examples, and only there. */
  readonly compareWithExamples: boolean;
}

/** One transaction for every scenario of the contract. */
export function planTransactions(
  contract: Contract,
  { compareWithExamples }: PlanOptions,
): PlannedTransaction[] {
  const schemas = createSchemas(contract);
  return scenariosOf(contract).map((scenario) => {
    const { operation, name, status, request } = scenario;
    const check = (received: ReceivedResponse): Failure[] => {
      if (received.status !== status) return [otherStatus(status, received)];
      const failures = checkResponse(schemas, operation, received);
      if (failures.length > 0 || !compareWithExamples) return failures;
      return compareWithExample(contract, scenario, JSON.parse(received.body ?? ''));
    };
    return { name: `${operation.id} › ${status} › ${name}`, operation, status, request, check };
  });
}

function otherStatus(status: number, received: ReceivedResponse): Failure {
  const excerpt = received.body?.slice(0, 200) ?? 'no body';
  return { where: 'status', detail: `must be ${status}, is ${received.status} with ${excerpt}` };
}
