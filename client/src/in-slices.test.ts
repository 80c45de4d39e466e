import { afterEach, expect, it, vi } from 'vitest';
import { inSlices } from './in-slices.ts';

afterEach(() => {
  // In this order: a spy on a fake timer puts back the fake one.
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it.each([
  ['one long step after the other → a pause after each', 20, 3, 3],
  ['steps of 3 ms → a pause after two of them', 3, 8, 4],
  ['short steps in one slice → no pause', 0, 1000, 0],
])('%s', async (_, milliseconds, count, pauses) => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  function* work(): Generator<void, string> {
    for (let step = 0; step < count; step += 1) {
      now += milliseconds;
      yield;
    }
    return 'done';
  }
  const waits = vi.spyOn(globalThis, 'setTimeout');
  const done = inSlices(work());
  await vi.runAllTimersAsync();
  expect([await done, waits.mock.calls.length]).toEqual(['done', pauses]);
});
