import { until } from '../../lib/until.ts';

export interface TimeUntilOptions {
  /** When the time began, by `performance.now()`. */
  readonly start: number;
  readonly timeoutMs: number;
  readonly pollMs: number;
}

/**
 * Milliseconds from `start` until the condition is true.
 * @param what the condition, as a sentence: `the mock has the edit`
 * @throws Error with that sentence when the time is over
 */
export async function timeUntil(
  what: string,
  condition: () => Promise<boolean>,
  { start, timeoutMs, pollMs }: TimeUntilOptions,
): Promise<number> {
  const timedOut = () => new Error(`not true after ${timeoutMs} ms: ${what}`);
  await until(condition, { timeoutMs, pollMs, timedOut });
  return performance.now() - start;
}
