/** What an operation says about its successes. */
import type { Operation } from './model.ts';

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** The media types of the bodies of successes; none where every success is without content. */
export function successTypes({ responses }: Operation): string[] {
  const types = [...responses].flatMap(([status, { content }]) =>
    isSuccess(status) ? [...content.keys()] : [],
  );
  return [...new Set(types)];
}

const statusesOfData = [404, 409, 410, 412, 422];

/** Whether a valid request may meet this error, depending on the data of the target. */
export function isDecidedByData({ responses }: Operation, status: number): boolean {
  // Where ETags are revalidated, only a request with If-Match gets 412.
  return statusesOfData.includes(status) && !(status === 412 && responses.has(304));
}

/** Whether every valid request without If-Match succeeds, on every target. */
export function alwaysSucceeds(operation: Operation): boolean {
  return ![...operation.responses.keys()].some((status) => isDecidedByData(operation, status));
}

/** Whether an example shows a response with this status. */
export function isShown({ responses }: Operation, status: number): boolean {
  return [...(responses.get(status)?.content.values() ?? [])].some(({ examples }) => examples.size > 0);
}
