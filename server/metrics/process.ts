/**
 * The process, under the names that prom-client and public dashboards use. Not collectDefaultMetrics(): it also
 * observes each garbage collection, which costs 2 to 4 % of the throughput of small responses.
 */
import { readdir } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Registry } from 'prom-client';
import { counterOf, gaugeOf } from './read-at-scrape.ts';

export function registerProcess(registry: Registry): void {
  gaugeOf(registry, 'process_start_time_seconds', 'When the process started, since 1970.', () =>
    Math.round(Date.now() / 1000 - process.uptime()),
  );
  gaugeOf(registry, 'process_open_fds', 'Open file descriptors. NaN where the system has no /proc.', () =>
    readdir('/proc/self/fd').then(
      (names) => names.length,
      () => Number.NaN,
    ),
  );
  gaugeOf(registry, 'process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss());
  const heap = (name: string, help: string, member: 'heapUsed' | 'heapTotal' | 'external') =>
    gaugeOf(registry, name, help, () => process.memoryUsage()[member]);
  heap('nodejs_heap_size_used_bytes', 'Used heap of V8.', 'heapUsed');
  heap('nodejs_heap_size_total_bytes', 'Heap of V8.', 'heapTotal');
  heap('nodejs_external_memory_bytes', 'Memory of buffers, outside the heap.', 'external');
  counterOf(registry, 'process_cpu_seconds_total', 'CPU time.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  registerEventLoopLag(registry);
}

/** Since the last scrape. The resolution of 10 ms is included: an idle process has 0.01. */
function registerEventLoopLag(registry: Registry): void {
  const lag = monitorEventLoopDelay();
  lag.enable();
  gaugeOf(
    registry,
    'nodejs_eventloop_lag_max_seconds',
    'Lag of the event loop, maximum.',
    () => lag.max / 1e9,
  );
  gaugeOf(registry, 'nodejs_eventloop_lag_p99_seconds', 'Lag of the event loop, 99th percentile.', () => {
    const seconds = lag.percentile(99) / 1e9;
    lag.reset();
    return seconds;
  });
}
