/**
 * The latency at a fixed rate, which the installed load tools do not measure. wrk sends the next request only after
 * a response, so it sends fewer requests to a server that stalls. Here each request is due at a fixed time, whatever
 * happened to those before, and its latency counts from then.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BenchRequest } from './exchange.ts';
import { connectionCount } from './load.ts';
import { openConnection } from './load-connection.ts';

export interface Pace {
  readonly requestsPerSecond: number;
  readonly seconds: number;
}

const patienceMs = 2_000;

/** @returns the p99 in milliseconds; a request without a response counts until the end */
export async function pacedP99(origin: string, request: BenchRequest, pace: Pace): Promise<number> {
  let failure: Error | undefined;
  const open = () =>
    openConnection(origin, request, (error) => {
      failure ??= error;
    });
  const connections = await Promise.all(Array.from({ length: connectionCount }, open));
  const free = [...connections];
  const total = Math.round(pace.requestsPerSecond * pace.seconds);
  const respondedAt = new Float64Array(total);
  const start = performance.now();
  const dueAt = (index: number) => start + (index * 1000) / pace.requestsPerSecond;
  const end = dueAt(total) + patienceMs;

  let responses = 0;
  let sent = 0;
  // This loop never sleeps: a timer is late by more time than a response takes.
  for (let now = start; !failure && responses < total && now < end; now = performance.now()) {
    while (sent < total && dueAt(sent) <= now) {
      const connection = free.shift();
      if (!connection) break;
      const index = sent++;
      connection.send(() => {
        respondedAt[index] = performance.now();
        responses += 1;
        free.push(connection);
      });
    }
    await nextTurn();
  }
  for (const { close } of connections) close();
  if (failure) throw failure;
  return p99Of(respondedAt.map((at, index) => (at || end) - dueAt(index)));
}

export function p99Of(latencies: Float64Array): number {
  return latencies.toSorted()[Math.ceil(latencies.length * 0.99) - 1] ?? Number.NaN;
}
