/** Looks at a tier for a while after traffic was switched to a build. */
import { setTimeout as sleep } from 'node:timers/promises';
import { healthOperation } from '../contract/identity.ts';
import type { Contract } from '../contract/model.ts';
import { exampleRequest } from '../contract-tests/cases/requests.ts';
import type { PlannedRequest } from '../contract-tests/http/planned-request.ts';
import { servedRelease } from '../contract-tests/targets/identity.ts';
import { askHealth } from './ask-tier.ts';
import type { BuildName } from './model.ts';
import { sendRequest } from './send-request.ts';

export interface WatchReport {
  /** Why the build has to go; undefined when nothing was wrong. */
  readonly red?: string;
  readonly requests: number;
}

export interface WatchOptions {
  readonly durationMs: number;
  /** When its process was started: `askStart`, before traffic comes to it. */
  readonly startedAt: number;
}

const pauseMs = 50;
const timeoutMs = 5000;
/** What two clocks may differ by. */
const clockMs = 50;
const goalMs = 200;
/** The latency is that of so many requests, the last ones. */
const counted = 40;

/**
 * Sends requests over new connections, which come to the new build, and ends at the first error: a response 5xx, no
 * response, another build, a build that was started again, or a p95 over 200 ms.
 */
export async function watch(
  url: string,
  build: BuildName,
  contract: Contract,
  { durationMs, startedAt }: WatchOptions,
): Promise<WatchReport> {
  const end = performance.now() + durationMs;
  const times: number[] = [];
  let requests = 0;
  let asked = 0;
  try {
    const next = await requestsFor(contract, url);
    // The last round begins after the end: the uptime in a response that was long under way says little of its build.
    while (asked < end || requests < counted) {
      asked = performance.now();
      const health = await askHealth(url, contract, AbortSignal.timeout(timeoutMs));
      if (health.build?.id !== build.id)
        return { red: `the tier serves ${health.build?.id.slice(0, 12)}`, requests };
      if (asked - startedAt > health.uptime * 1000 + clockMs)
        return { red: 'the build ended and was started again', requests };
      if (health.status === 'unavailable') return { red: 'its health is unavailable', requests };
      const request = next();
      const { status, ms } = await sendRequest(url, request, { timeoutMs, alone: true });
      times.push(ms);
      requests += 2;
      if (status >= 500)
        return { red: `${request.method.toUpperCase()} ${request.path} answers ${status}`, requests };
      const p95 = times.slice(-counted).toSorted((one, other) => one - other)[Math.floor(counted * 0.95)];
      if (p95 !== undefined && p95 >= goalMs) return { red: `p95 is ${Math.round(p95)} ms`, requests };
      await sleep(pauseMs);
    }
    return { requests };
  } catch (error) {
    return { red: error instanceof Error ? error.message : String(error), requests };
  }
}

/** One operation after the other that anybody may call. */
async function requestsFor(contract: Contract, url: string): Promise<() => PlannedRequest> {
  const release = await servedRelease(contract, { name: 'watch', url, servesExamples: false });
  const requestOf = exampleRequest(contract, release);
  const health = healthOperation(contract);
  const open = contract.operations.filter(
    (one) => one !== health && (!one.security || one.security.optional),
  );
  const requests = open.map((operation) => requestOf(operation).request);
  let index = 0;
  return () => {
    const request = requests[index % requests.length];
    index += 1;
    if (!request) throw new Error('The contract has no operation that anybody may call.');
    return request;
  };
}
