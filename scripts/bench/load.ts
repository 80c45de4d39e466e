import autocannon from 'autocannon';
import type { BenchScenario } from './scenarios.ts';

export const connections = 50;

export interface Load {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
}

/** Asks the same again and again, over all connections at once. @throws Error when one answer is not the due one. */
export async function putLoad(origin: string, scenario: BenchScenario, seconds: number): Promise<Load> {
  const { method, path, headers, body } = scenario.request;
  const result = await autocannon({
    url: `${origin}${path}`,
    connections,
    duration: seconds,
    method,
    headers: { ...headers },
    ...(body !== undefined && { body }),
  });
  const { errors, requests, duration, latency, statusCodeStats = {} } = result;
  const statuses = Object.keys(statusCodeStats);
  if (errors > 0 || statuses.join() !== String(scenario.status)) {
    const got = `${errors} errors, answers of status ${statuses.join(', ') || 'none'}`;
    throw new Error(`${scenario.name} at ${origin}: ${got}; expected ${scenario.status} alone`);
  }
  return { requestsPerSecond: requests.total / duration, p99Ms: latency.p99 };
}
