import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import { preview } from '../../contract/json.ts';
import type { Operation } from '../../contract/model.ts';
import { declaredResponse } from '../../contract/read-responses.ts';
import { isDecidedByData, isShown } from '../../contract/successes.ts';
import type { Checks } from '../checks/create-checks.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import type { GeneratedRequest } from './model.ts';

/** What is wrong with the response to a generated request. */
export function checkGenerated(
  checkOf: Checks,
  operation: Operation,
  { request, fault }: GeneratedRequest,
  received: ReceivedResponse,
): Failure[] {
  if (fault === undefined && !mayAnswerValid(operation, request, received)) {
    const detail = `must be a success or depend on the data, is ${received.status} with ${preview(received.body)}`;
    return [{ where: 'status', detail }];
  }
  const status = fault?.status ?? received.status;
  const undeclared = operation.responses.has(status) ? {} : { undeclared: true as const };
  return checkOf({ operation, status, request, ...undeclared })(received);
}

/**
 * The data may decide, a condition may be missing (428), which OpenAPI cannot require, and an example may show another
 * error, such as 503 with a body that is no problem.
 */
function mayAnswerValid(
  operation: Operation,
  { headers }: PlannedRequest,
  { status }: ReceivedResponse,
): boolean {
  const isConditional = status === 412 && headers['if-match'] !== undefined;
  if (status >= 400 && status !== 428 && !isConditional && !isDecidedByData(operation, status))
    return status > 400 && isShown(operation, status);
  return declaredResponse(operation, status) !== undefined;
}
