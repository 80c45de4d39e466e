import {
  bodyValue,
  checkResponse,
  type Failure,
  type ReceivedResponse,
} from '../../contract/check-response.ts';
import type { Contract } from '../../contract/model.ts';
import type { TestCase } from '../model.ts';
import { checkExchange } from './check-exchange.ts';
import { checkRefusal } from './check-refusal.ts';

type Checked = Pick<TestCase, 'operation' | 'status' | 'request' | 'undeclared'>;

export type Checks = ReturnType<typeof createChecks>;

/** @returns for a case, the check of its response. `expects` runs last, and only when nothing else has failed. */
export function createChecks(contract: Contract) {
  return (
    { operation, status, request, undeclared }: Checked,
    expects: (received: ReceivedResponse, body: unknown) => Failure[] = () => [],
  ) =>
    (received: ReceivedResponse): Failure[] => {
      if (received.status !== status) return [otherStatus(status, received)];
      const failures = [
        ...(undeclared ? checkRefusal(contract, received) : checkResponse(contract, operation, received)),
        ...checkExchange(contract, operation, request, received),
      ];
      if (failures.length > 0) return failures;
      const { body, headers } = received;
      // An empty text is a body, too.
      return expects(
        received,
        body === undefined ? undefined : bodyValue(String(headers['content-type']), body),
      );
    };
}

export function otherStatus(status: number, received: ReceivedResponse): Failure {
  const excerpt = received.body?.slice(0, 200) ?? 'no body';
  return { where: 'status', detail: `must be ${status}, is ${received.status} with ${excerpt}` };
}
