import { vi } from 'vitest';

/** Time stands still until `advance`. What streams and promises need is left real. */
export function useFakeTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  // A clock that begins at zero hides what is not subtracted.
  vi.advanceTimersByTime(1_000_000);
}

/** Promises of streams and of fetch need turns of the real event loop. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export async function advance(ms: number): Promise<void> {
  await settle();
  // In steps: a body that is on its way must not stall because time runs ahead of the event loop.
  for (let left = ms; left > 0; left -= 1_000) {
    await vi.advanceTimersByTimeAsync(Math.min(left, 1_000));
    await settle();
  }
}
