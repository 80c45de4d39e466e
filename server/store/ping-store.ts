import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReleaseStore } from './store.ts';

// Probes have a timeout of their own, often one or two seconds. A hanging store must not make a probe time out.
const pingTimeoutMs = 1000;

/** Whether the store answers within a second, and after how many milliseconds. */
export async function pingStore(
  store: Pick<ReleaseStore, 'ping'>,
): Promise<{ readonly status: 'up' | 'down'; readonly latencyMs: number }> {
  const start = performance.now();
  const timer = new AbortController();
  const answered = store.ping().then(
    () => 'up' as const,
    () => 'down' as const,
  );
  const timedOut = delay(pingTimeoutMs, 'down' as const, { signal: timer.signal }).catch(
    () => 'down' as const,
  );
  const status = await Promise.race([answered, timedOut]);
  timer.abort();
  return { status, latencyMs: performance.now() - start };
}
