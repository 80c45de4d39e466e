/** Full load: as many requests as one server can take, on every connection without a pause. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { execa } from 'execa';
import { createTemporaryFolder, removeFolder } from '../../lib/temporary-folder.ts';
import { isInstalled } from '../lib/machine.ts';
import type { BenchRequest } from './exchange.ts';
import type { BenchScenario } from './scenarios.ts';

export const connectionCount = 50;

export interface Load {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
}

export interface Loader {
  readonly name: 'wrk' | 'autocannon';
  /** @throws Error when one response is missing or has another status than the scenario */
  readonly run: (origin: string, scenario: BenchScenario, seconds: number) => Promise<Load>;
}

/** wrk if it is installed: it sends faster than any server here responds. autocannon does not. */
export async function chooseLoader(): Promise<Loader> {
  return (await isInstalled('wrk'))
    ? { name: 'wrk', run: runWrk }
    : { name: 'autocannon', run: runAutocannon };
}

async function runAutocannon(origin: string, scenario: BenchScenario, seconds: number): Promise<Load> {
  const requests = scenario.requests.map((request) => ({ ...request, headers: { ...request.headers } }));
  const result = await autocannon({ url: origin, connections: connectionCount, duration: seconds, requests });
  const { errors, requests: sent, duration, latency, statusCodeStats = {} } = result;
  const statuses = Object.keys(statusCodeStats);
  if (errors > 0 || statuses.join() !== String(scenario.status)) {
    const received = `${errors} errors, responses of status ${statuses.join(', ') || 'none'}`;
    throw new Error(`${scenario.name} at ${origin}: ${received}; expected ${scenario.status} only`);
  }
  return { requestsPerSecond: sent.total / duration, p99Ms: latency.p99 };
}

async function runWrk(origin: string, { name, requests }: BenchScenario, seconds: number): Promise<Load> {
  const folder = createTemporaryFolder();
  try {
    const script = join(folder, 'requests.lua');
    await writeFile(script, wrkScript(requests));
    const args = ['-t1', `-c${connectionCount}`, `-d${seconds}s`, '-s', script, origin];
    return readWrk((await execa('wrk', args)).stdout);
  } catch (error) {
    throw new Error(`${name} at ${origin}: ${error instanceof Error ? error.message : error}`);
  } finally {
    removeFolder(folder);
  }
}

/** A script for wrk that formats all requests before the start, and prints the figures as JSON at the end. */
export function wrkScript(requests: readonly BenchRequest[]): string {
  const formatted = requests.map(
    ({ method, path, headers, body }) =>
      `wrk.format(${quote(method)}, ${quote(path)}, ${table(headers)}, ${body === undefined ? 'nil' : quote(body)})`,
  );
  return `
init = function()
  requests = { ${formatted.join(',\n    ')} }
  turn = 0
end
request = function()
  turn = turn % #requests + 1
  return requests[turn]
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('\\n{"requests":%d,"microseconds":%d,"failed":%d,"refused":%d,"p99":%d}\\n',
    summary.requests, summary.duration, e.connect + e.read + e.write + e.timeout, e.status,
    latency:percentile(99)))
end
`;
}

/** @throws Error when a response was missing, or its status was 400 or above */
export function readWrk(stdout: string): Load {
  const line = stdout.trimEnd().split('\n').at(-1) ?? '';
  const { requests, microseconds, failed, refused, p99 } = JSON.parse(line) as Record<string, number>;
  if (failed || refused || !requests || !microseconds || p99 === undefined)
    throw new Error(`${failed} requests failed, ${refused} were refused, of ${requests}`);
  return { requestsPerSecond: requests / (microseconds / 1e6), p99Ms: p99 / 1e3 };
}

function table(headers: BenchRequest['headers']): string {
  return `{${Object.entries(headers).map(([name, value]) => `[${quote(name)}] = ${quote(value)}`)}}`;
}

// JSON and Lua write quotes, backslashes and line ends alike. No other special character is sent.
function quote(text: string): string {
  return JSON.stringify(text);
}
