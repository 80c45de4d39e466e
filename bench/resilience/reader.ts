/** Another caller, in a process of its own: what makes the load would delay a reader in the same process. */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startNode } from '../../lib/process.ts';
import { p99Of } from '../requests/load-paced.ts';
import type { Read } from './reader-process.ts';

export interface ReadTimes {
  readonly reads: number;
  readonly p99Ms: number;
  readonly mostMs: number;
  /** No response, or another status than 200. */
  readonly failed: number;
}

/** What a reader waits for responses, sending GET layers without a pause, while the work lasts. */
export async function readDuring(origin: string, work: () => Promise<unknown>): Promise<ReadTimes> {
  const child = startNode(['bench/resilience/reader-process.ts', origin]) as unknown as ChildProcess;
  await once(child, 'message');
  try {
    await work();
  } finally {
    child.send('stop');
  }
  const [{ latencies, failed }] = (await once(child, 'message')) as [Read];
  const mostMs = latencies.reduce((most, latency) => Math.max(most, latency), 0);
  return { reads: latencies.length, p99Ms: p99Of(Float64Array.from(latencies)), mostMs, failed };
}
