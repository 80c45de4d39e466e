import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { afterEach, expect, it, vi } from 'vitest';
import { until } from '../../lib/until.ts';
import { registerProcess } from './process.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

/** A function that scrapes: it gives the value of a metric by its name. */
function createScrape(): () => Promise<Record<string, number>> {
  const registry = new Registry();
  registerProcess(registry);
  return async () => {
    const values = (await registry.metrics()).matchAll(/^(\w+) (\S+)$/gm);
    return Object.fromEntries([...values].map(([, name, value]) => [name, Number(value)]));
  };
}

it('a process → its start since 1970 and its CPU time in seconds, its memory in bytes', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_700_000_000_000 });
  vi.spyOn(process, 'uptime').mockReturnValue(1000.4);
  vi.spyOn(process, 'cpuUsage').mockReturnValue({ user: 3_000_000, system: 250_000 });
  const memory = { rss: 0, heapTotal: 5000, heapUsed: 4000, external: 3000, arrayBuffers: 0 };
  vi.spyOn(process, 'memoryUsage').mockReturnValue(memory);
  Object.assign(process.memoryUsage, { rss: () => 9000 });
  const scrape = createScrape();
  for (const _ of [1, 2])
    expect(await scrape()).toMatchObject({
      process_start_time_seconds: 1_699_999_000,
      process_cpu_seconds_total: 3.25,
      process_resident_memory_bytes: 9000,
      nodejs_heap_size_used_bytes: 4000,
      nodejs_heap_size_total_bytes: 5000,
      nodejs_external_memory_bytes: 3000,
    });
});

it.each<[what: string, value: number, list: () => Promise<string[]>]>([
  ['three files are open', 3, async () => ['0', '1', '2']],
  ['the system has no /proc', Number.NaN, () => Promise.reject(new Error('ENOENT'))],
])('%s → process_open_fds is %d', async (_, value, list) => {
  vi.spyOn(fs, 'readdir').mockImplementation(list as unknown as typeof fs.readdir);
  syncBuiltinESMExports();
  expect(await createScrape()()).toHaveProperty('process_open_fds', value);
});

it('the event loop is blocked → the next scrape has its lag in seconds, and a later one does not', async () => {
  const scrape = createScrape();
  const lags = async () => {
    const { nodejs_eventloop_lag_max_seconds: max, nodejs_eventloop_lag_p99_seconds: p99 } = await scrape();
    return [max!, p99!];
  };
  // Longer than the resolution: the lag is the time between two looks at the clock.
  await sleep(20);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  await sleep(20);
  for (const lag of await lags()) {
    expect(lag).toBeGreaterThan(0.09);
    expect(lag).toBeLessThan(60);
  }
  await until(async () => (await lags()).every((lag) => lag < 0.09), {
    timeoutMs: 5000,
    timedOut: () => new Error('the lag stays'),
  });
});
