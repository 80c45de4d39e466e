import type { Failure, ReceivedResponse } from '../../contract/check-response.ts';
import { preview } from '../../contract/json.ts';
import type { Operation } from '../../contract/model.ts';
import type { Checks } from '../checks/create-checks.ts';
import type { GeneratedRequest } from './generated-requests.ts';

/** What an answer may say against a valid request: that the data has nothing for it. */
const ofTheData = [404, 409, 410, 412, 422];

/** What is wrong with an answer to a generated request. */
export function oracle(
  checkOf: Checks,
  operation: Operation,
  { request, fault, status }: GeneratedRequest,
  received: ReceivedResponse,
): Failure[] {
  if (fault === undefined && !mayAnswerValid(operation, received)) {
    const detail = `must be a success or tell of the data, is ${received.status} with ${preview(received.body)}`;
    return [{ where: 'status', detail }];
  }
  const expected = status ?? received.status;
  const undeclared = operation.responses.has(expected) ? {} : { undeclared: true as const };
  return checkOf({ operation, status: expected, request, ...undeclared })(received);
}

function mayAnswerValid({ responses }: Operation, { status }: ReceivedResponse): boolean {
  return responses.has(status) && (status < 400 || ofTheData.includes(status));
}
