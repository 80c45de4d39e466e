/** What a run sends, and what it expects of each answer. */
import { checkResponse, type Failure, type ReceivedResponse } from '../contract/check-response.ts';
import { compareWithExample } from '../contract/compare-with-example.ts';
import type { Contract, Operation } from '../contract/contract.ts';
import { scenariosOf } from '../contract/scenarios.ts';
import { createSchemas } from '../contract/schemas.ts';
import { checkExchange } from './check-exchange.ts';
import { checkRefusal } from './check-refusal.ts';
import { authorized, type Credentials } from './credentials.ts';
import { type PlannedRequest, withHeaders } from './planned-request.ts';
import type { Send } from './send.ts';

export interface PlannedTransaction {
  /** `listCategories › 404 › unknownLayer`. */
  readonly name: string;
  readonly operation: Operation;
  readonly status: number;
  readonly request: PlannedRequest;
  /** Where to, if not to the target itself. */
  readonly url?: string;
  /** What it shows, where that is no declared status of the operation. */
  readonly beyond?: string;
  /** No declared response speaks of the answer: it is a refusal that every path has, or a preflight's. */
  readonly undeclared?: true;
  /** The data decides: another declared status may be as right, and `check` judges that one. */
  readonly anyStatus?: true;
  /** What has to happen first, and the request with what came of it; on the URL of this transaction. */
  prepare?(send: Send, request: PlannedRequest): Promise<PlannedRequest>;
  /** What is wrong with the answer. */
  check(received: ReceivedResponse): Failure[];
}

export interface PlanOptions {
  /** Bodies must equal their examples. Right for a target that serves the data of the examples, and only there. */
  readonly compareWithExamples: boolean;
  /** Sent with every request, beside its own. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly credentials?: Credentials | undefined;
}

/** One transaction for every scenario of the contract. */
export function planTransactions(
  contract: Contract,
  { compareWithExamples, headers = {}, credentials }: PlanOptions,
): PlannedTransaction[] {
  const checkOf = createChecks(contract);
  return scenariosOf(contract).map((scenario) => {
    const { operation, name, status } = scenario;
    const request = authorized(operation, withHeaders(scenario.request, headers), credentials);
    const planned = { name: `${operation.id} › ${status} › ${name}`, operation, status, request };
    if (!compareWithExamples) return { ...planned, check: checkOf(planned) };
    const expects = (_: ReceivedResponse, body: unknown) => compareWithExample(contract, scenario, body);
    return { ...planned, check: checkOf(planned, expects) };
  });
}

type Checked = Pick<PlannedTransaction, 'operation' | 'status' | 'request' | 'undeclared'>;

export type Checks = ReturnType<typeof createChecks>;

/** @returns what is checked of every answer; more specific expectations come last, of an answer that is right so far. */
export function createChecks(contract: Contract) {
  const schemas = createSchemas(contract);
  return (
    { operation, status, request, undeclared }: Checked,
    expects: (received: ReceivedResponse, body: unknown) => Failure[] = () => [],
  ) =>
    (received: ReceivedResponse): Failure[] => {
      if (received.status !== status) return [otherStatus(status, received)];
      const failures = [
        ...(undeclared
          ? checkRefusal(contract, schemas, received)
          : checkResponse(schemas, operation, received)),
        ...checkExchange(contract, schemas, operation, request, received),
      ];
      if (failures.length > 0) return failures;
      return expects(received, received.body ? JSON.parse(received.body) : undefined);
    };
}

function otherStatus(status: number, received: ReceivedResponse): Failure {
  const excerpt = received.body?.slice(0, 200) ?? 'no body';
  return { where: 'status', detail: `must be ${status}, is ${received.status} with ${excerpt}` };
}
