/** What store.test.ts does not ask of every store. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { createMemoryStore } from './memory-store.ts';
import { sampleNext } from './testing/sample-release.ts';

it('no releases are given → empty, and watchers are told of no version', async () => {
  const store = createMemoryStore();
  expect(await store.list()).toEqual([]);
  const report = vi.fn();
  const stop = store.watch(report);
  await nextTurn();
  expect(report.mock.calls).toEqual([[undefined]]);
  await stop();
});

it('watched no more, just after a publication and before another → nothing is reported', async () => {
  const store = createMemoryStore();
  const report = vi.fn();
  const stop = store.watch(report);
  await nextTurn();
  report.mockClear();
  await store.publish(sampleNext('1.0.0'), undefined);
  await stop();
  await store.publish(sampleNext('1.0.1'), '1.0.0');
  await nextTurn();
  expect(report).not.toHaveBeenCalled();
});
