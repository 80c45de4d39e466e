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

/** Errors that a valid request may meet, depending on the data of the target. */
export const statusesOfData = [404, 409, 410, 412, 422];

/** Whether every valid request succeeds, on every target. */
export function alwaysSucceeds({ responses }: Operation): boolean {
  return !statusesOfData.some((status) => responses.has(status));
}

/** Whether an example shows a response with this status. */
export function isShown({ responses }: Operation, status: number): boolean {
  return [...(responses.get(status)?.content.values() ?? [])].some(({ examples }) => examples.size > 0);
}
