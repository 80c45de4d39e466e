import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { delay } from '../delay.ts';
import { createRequestLimit, reasonOf, withinTime } from './waiting.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => {
  // In this order: a spy on a fake timer puts back the fake one.
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Counts the listeners that it has. */
function abortable() {
  const controller = new AbortController();
  const { signal } = controller;
  let count = 0;
  vi.spyOn(signal, 'addEventListener').mockImplementation((...given) => {
    count += 1;
    EventTarget.prototype.addEventListener.apply(signal, given as never);
  });
  vi.spyOn(signal, 'removeEventListener').mockImplementation((...given) => {
    count -= 1;
    EventTarget.prototype.removeEventListener.apply(signal, given as never);
  });
  return { controller, signal, listeners: () => count };
}

describe('delay', () => {
  it('the time is over → resolves, and leaves no listener', async () => {
    const { signal, listeners } = abortable();
    const waited = delay(1_000, signal);
    expect(listeners()).toBe(1);
    await vi.advanceTimersByTimeAsync(1_000);
    await waited;
    expect([listeners(), vi.getTimerCount()]).toEqual([0, 0]);
  });

  it('aborted before or meanwhile → rejects with the reason, and leaves no timer', async () => {
    const { controller, signal } = abortable();
    const waited = delay(1_000, signal);
    controller.abort('mine');
    await expect(waited).rejects.toBe('mine');
    await expect(delay(1_000, signal)).rejects.toBe('mine');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a limit of two in a second', () => {
  it('five at once → two at once, two after a second, and one after two', async () => {
    const limit = createRequestLimit(2, 1_000);
    const start = performance.now();
    const times: number[] = [];
    for (let count = 0; count < 5; count += 1)
      void limit(new AbortController().signal).then(() => times.push(performance.now() - start));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(times).toEqual([0, 0, 1_000, 1_000, 2_000]);
  });

  it('two, and a third 400 ms after the first → it waits for the rest of the second', async () => {
    const { signal } = new AbortController();
    await vi.advanceTimersByTimeAsync(5_000);
    const limit = createRequestLimit(2, 1_000);
    await limit(signal);
    await vi.advanceTimersByTimeAsync(300);
    await limit(signal);
    await vi.advanceTimersByTimeAsync(100);
    const waits = vi.spyOn(globalThis, 'setTimeout');
    let isOver = false;
    const third = limit(signal).then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(599);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await third;
    expect([isOver, waits.mock.calls.length]).toEqual([true, 1]);
  });

  it('one every 600 ms → none waits', async () => {
    const limit = createRequestLimit(2, 1_000);
    for (let count = 0; count < 5; count += 1) {
      await limit(new AbortController().signal);
      await vi.advanceTimersByTimeAsync(600);
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  it('aborted while it waits → rejects with the reason', async () => {
    const limit = createRequestLimit(1, 1_000);
    const { controller, signal } = abortable();
    await limit(signal);
    const waited = limit(signal);
    controller.abort('mine');
    await expect(waited).rejects.toBe('mine');
  });
});

describe('within a time', () => {
  const never = new Promise<never>(() => {});

  it.each<[string, () => Promise<string>, unknown]>([
    ['a result', async () => 'done', 'done'],
    ['an error', () => Promise.reject(new RangeError('no')), new RangeError('no')],
  ])('%s in time → that, and neither a timer nor a listener is left', async (_, work, want) => {
    const { signal, listeners } = abortable();
    expect(await withinTime(work(), 2_000, signal).catch((error) => error)).toEqual(want);
    expect([listeners(), vi.getTimerCount()]).toEqual([0, 0]);
  });

  it('no result in time → an error that says so', async () => {
    const { signal, listeners } = abortable();
    const failed = expect(withinTime(never, 2_000, signal)).rejects.toThrow(
      'It takes longer than 2 seconds.',
    );
    await vi.advanceTimersByTimeAsync(1_999);
    expect(listeners()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await failed;
    expect(listeners()).toBe(0);
  });

  it('aborted → rejects with the reason at once', async () => {
    const { controller, signal } = abortable();
    const failed = expect(withinTime(never, 2_000, signal)).rejects.toBe('mine');
    controller.abort('mine');
    await failed;
    expect(vi.getTimerCount()).toBe(0);
  });
});

it.each<[reason: string, thrown: unknown]>([
  ['offline', new TypeError('offline')],
  ['QuotaExceededError', new DOMException('', 'QuotaExceededError')],
  ['a text', 'a text'],
  ['undefined', undefined],
])('something is thrown that says %s → that is the reason', (reason, thrown) => {
  expect(reasonOf(thrown)).toBe(reason);
});
