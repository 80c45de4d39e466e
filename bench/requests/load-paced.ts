/**
 * The latency at a fixed rate, which the load tools at hand do not tell: wrk asks again only after an answer, so
 * a server that stalls is asked less. Here a request is due at its time, whatever became of those before, and
 * its latency counts from then.
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

/** @returns the p99 in milliseconds; a request that stays without an answer counts until the end */
export async function pacedP99(origin: string, request: BenchRequest, pace: Pace): Promise<number> {
  let failure: Error | undefined;
  const open = () =>
    openConnection(origin, request, (error) => {
      failure ??= error;
    });
  const connections = await Promise.all(Array.from({ length: connectionCount }, open));
  const free = [...connections];
  const total = Math.round(pace.requestsPerSecond * pace.seconds);
  const answeredAt = new Float64Array(total);
  const start = performance.now();
  const dueAt = (index: number) => start + (index * 1000) / pace.requestsPerSecond;
  const end = dueAt(total) + patienceMs;

  let answered = 0;
  let sent = 0;
  // Never asleep, because a timer is late by more than an answer takes.
  for (let now = start; !failure && answered < total && now < end; now = performance.now()) {
    while (sent < total && dueAt(sent) <= now) {
      const connection = free.shift();
      if (!connection) break;
      const index = sent++;
      connection.ask(() => {
        answeredAt[index] = performance.now();
        answered += 1;
        free.push(connection);
      });
    }
    await nextTurn();
  }
  for (const { close } of connections) close();
  if (failure) throw failure;
  return p99Of(answeredAt.map((at, index) => (at || end) - dueAt(index)));
}

export function p99Of(latencies: Float64Array): number {
  return latencies.toSorted()[Math.ceil(latencies.length * 0.99) - 1] ?? Number.NaN;
}
