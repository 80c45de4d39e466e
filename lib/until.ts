import { setTimeout as sleep } from 'node:timers/promises';

export interface UntilOptions {
  /** For all attempts together, in milliseconds. */
  readonly timeoutMs: number;
  /** Between two attempts, in milliseconds. */
  readonly pollMs?: number;
  /** Makes the error to throw when the time is over. */
  readonly timedOut: () => Error;
}

/** Repeats an attempt until it gives a value other than false and undefined. An error of an attempt is passed on. */
export async function until<Value>(
  attempt: () => Promise<Value | undefined | false>,
  { timeoutMs, pollMs = 50, timedOut }: UntilOptions,
): Promise<Value> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await attempt();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw timedOut();
    await sleep(pollMs);
  }
}
