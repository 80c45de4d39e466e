import { afterEach, expect, it, vi } from 'vitest';
import { delayOf, type PollTimes } from './next-poll.ts';

afterEach(() => void vi.restoreAllMocks());

const minute = 60_000;
const interval = 10 * minute;

it.each<[situation: string, next: 'interval' | 'backoff', times: Partial<PollTimes>, want: [number, number]]>(
  [
    ['a success', 'interval', {}, [0.9 * interval, 1.1 * interval]],
    ['a success whose response asks to wait', 'interval', { retryAfterMs: 3 * interval }, [540_000, 660_000]],
    ['the first failure', 'backoff', { failures: 1 }, [2_500, 5_000]],
    ['the second', 'backoff', { failures: 2 }, [5_000, 10_000]],
    ['the fifth', 'backoff', { failures: 5 }, [40_000, 80_000]],
    ['the tenth', 'backoff', { failures: 10 }, [2.5 * minute, 5 * minute]],
    ['the tenth, of short intervals', 'backoff', { failures: 10, interval: minute }, [30_000, minute]],
    ['a failure that asks for 4 s', 'backoff', { failures: 1, retryAfterMs: 4_000 }, [4_000, 5_000]],
    [
      'a failure that asks for an hour',
      'backoff',
      { failures: 1, retryAfterMs: 60 * minute },
      [interval, interval],
    ],
  ],
)('%s → between the shortest and the longest wait', (_, next, times, want) => {
  const waits = [0, 1].map((random) => {
    vi.spyOn(Math, 'random').mockReturnValue(random);
    return Math.round(delayOf(next, { failures: 0, interval, ...times }));
  });
  expect(waits).toEqual(want);
});
