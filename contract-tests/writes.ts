/** Requests that may change the data of a target. */
import type { Operation } from '../contract/model.ts';
import { isSuccess } from '../contract/successes.ts';

/** Whether a response with this status may follow from a change. A POST with 200 computes something. */
export function changesData({ method }: Operation, status: number): boolean {
  if (!isSuccess(status)) return false;
  return method === 'post' ? status !== 200 : method !== 'get';
}

/** Whether generated requests go to a server of their own, where they change nothing for other requests. */
export function isSentApart(operation: Operation): boolean {
  return needsCredentials(operation) || isWrite(operation);
}

/** Whether any request of the operation may change the data. */
export function isWrite(operation: Operation): boolean {
  return [...operation.responses.keys()].some((status) => changesData(operation, status));
}

export function needsCredentials({ security }: Operation): boolean {
  return security !== undefined && !security.optional;
}
