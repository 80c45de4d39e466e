/** Waiting that ends when the sync is stopped. Nothing here keeps a timer after that. */
import { delay } from '../delay.ts';

/**
 * A function that waits until fewer than `count` calls of it were made in the last `periodMs`. Whatever wants a poll,
 * the service sees no more requests than that.
 */
export function createRequestLimit(count: number, periodMs: number): (signal: AbortSignal) => Promise<void> {
  let times: number[] = [];
  return async function wait(signal): Promise<void> {
    const now = performance.now();
    times = times.filter((time) => now - time < periodMs);
    if (times.length < count) {
      times.push(now);
      return;
    }
    await delay(periodMs - (now - (times[0] ?? now)), signal);
    return wait(signal);
  };
}

/** The result of some work, or an error when it takes too long. The work itself is not ended. */
export async function withinTime<Result>(
  work: Promise<Result>,
  ms: number,
  signal: AbortSignal,
): Promise<Result> {
  const over = new AbortController();
  const stop = () => over.abort(signal.reason);
  signal.addEventListener('abort', stop);
  const late = delay(ms, over.signal).then(() => {
    throw new Error(`It takes longer than ${ms / 1000} seconds.`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => {});
    over.abort();
    signal.removeEventListener('abort', stop);
  }
}

/** What an error says, whatever was thrown. */
export function reasonOf(error: unknown): string {
  // The error of a full storage has only a name in some browsers.
  return error instanceof Error ? error.message || error.name : String(error);
}
