import autocannon from 'autocannon';
import { connectionCount, type Load } from './load.ts';
import type { BenchScenario } from './scenarios.ts';

export async function putLoadWithAutocannon(
  origin: string,
  scenario: BenchScenario,
  seconds: number,
): Promise<Load> {
  const requests = scenario.requests.map(({ method, path, headers, body }) => ({
    method,
    path,
    headers: { ...headers },
    ...(body !== undefined && { body }),
  }));
  const result = await autocannon({ url: origin, connections: connectionCount, duration: seconds, requests });
  const { errors, requests: answered, duration, latency, statusCodeStats = {} } = result;
  const statuses = Object.keys(statusCodeStats);
  if (errors > 0 || statuses.join() !== String(scenario.status)) {
    const got = `${errors} errors, answers of status ${statuses.join(', ') || 'none'}`;
    throw new Error(`${scenario.name} at ${origin}: ${got}; expected ${scenario.status} alone`);
  }
  return { requestsPerSecond: answered.total / duration, p99Ms: latency.p99 };
}
