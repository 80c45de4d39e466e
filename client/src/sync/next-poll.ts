/** How long to wait for the next poll. The times are spread, so that many callers do not ask at once. */

export interface PollTimes {
  /** Polls that failed, one after the other. */
  readonly failures: number;
  /** Milliseconds between two polls of a service that responds. */
  readonly interval: number;
  /** What the service asked for, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

const firstMs = 5_000;
const longestMs = 300_000;

/**
 * Milliseconds to the next poll: 0.9 to 1.1 intervals. After a failure it is half to all of 5 s, then of 10 s, 20 s and
 * so on up to 5 minutes, and at least what the service asked for. A wait after a failure is never over an interval.
 */
export function delayOf(
  next: 'interval' | 'backoff',
  { failures, interval, retryAfterMs = 0 }: PollTimes,
): number {
  const random = Math.random();
  if (next === 'interval') return interval * (0.9 + 0.2 * random);
  const longest = Math.min(firstMs * 2 ** (failures - 1), longestMs, interval);
  return Math.max(longest * (0.5 + 0.5 * random), Math.min(retryAfterMs, interval));
}
