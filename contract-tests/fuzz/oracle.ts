import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import { preview } from '../../contract/json.ts';
import type { Operation } from '../../contract/model.ts';
import type { Checks } from '../checks/create-checks.ts';
import type { GeneratedRequest } from './model.ts';

/**
 * Errors that a valid request may meet: the data decides, or a condition is missing (428), which OpenAPI cannot
 * require.
 */
const statusesOfData = [404, 409, 410, 412, 422, 428];

/** What is wrong with the response to a generated request. */
export function checkGenerated(
  checkOf: Checks,
  operation: Operation,
  { request, fault }: GeneratedRequest,
  received: ReceivedResponse,
): Failure[] {
  if (fault === undefined && !mayAnswerValid(operation, received)) {
    const expected = `must be a success or one of ${statusesOfData.join(', ')}`;
    const detail = `${expected}, is ${received.status} with ${preview(received.body)}`;
    return [{ where: 'status', detail }];
  }
  const status = fault?.status ?? received.status;
  const undeclared = operation.responses.has(status) ? {} : { undeclared: true as const };
  return checkOf({ operation, status, request, ...undeclared })(received);
}

function mayAnswerValid({ responses }: Operation, { status }: ReceivedResponse): boolean {
  return responses.has(status) && (status < 400 || statusesOfData.includes(status));
}
