import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Schema } from '../operation-types.ts';
import type { ReleaseStore } from '../store/store.ts';

// A probe is itself timed, often by a second or two: a hanging store must not make it hang.
const limitMs = 1000;

/** Asks the store whether it is there and how long it took to say so. */
export async function pingStore(store: ReleaseStore): Promise<Schema['Health']['checks']['store']> {
  const start = performance.now();
  const timer = new AbortController();
  const answered = store.ping().then(
    () => 'up' as const,
    () => 'down' as const,
  );
  const tookTooLong = delay(limitMs, 'down' as const, { signal: timer.signal }).catch(() => 'down' as const);
  const status = await Promise.race([answered, tookTooLong]);
  timer.abort();
  return { status, latencyMs: performance.now() - start };
}
