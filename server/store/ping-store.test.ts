import { expect, it } from 'vitest';
import { pingStore } from './ping-store.ts';

it.each([
  ['answers', async () => {}, 'up'],
  ['fails', () => Promise.reject(new Error('gone')), 'down'],
] as const)('the store %s → %3$s, after some milliseconds, and no timer is left', async (_, ping, status) => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const result = await pingStore({ ping });
  expect(result.status).toBe(status);
  expect(result.latencyMs).toBeGreaterThanOrEqual(0);
  expect(result.latencyMs).toBeLessThan(1000);
  expect(timers()).toBe(before);
});
