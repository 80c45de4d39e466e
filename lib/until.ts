import { setTimeout as sleep } from 'node:timers/promises';

export interface UntilOptions {
  /** The whole time, in milliseconds. */
  readonly timeoutMs: number;
  /** Between two attempts, in milliseconds. */
  readonly pollMs?: number;
  /** What to throw when the time is over. */
  readonly timedOut: () => Error;
}

/** Tries again until an attempt gives something; what an attempt throws ends it. */
export async function until<Result>(
  attempt: () => Promise<Result | undefined | false>,
  { timeoutMs, pollMs = 50, timedOut }: UntilOptions,
): Promise<Result> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const result = await attempt();
    if (result !== undefined && result !== false) return result;
    if (performance.now() > deadline) throw timedOut();
    await sleep(pollMs);
  }
}
