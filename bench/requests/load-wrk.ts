import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BenchRequest } from './exchange.ts';
import { connectionCount, type Load } from './load.ts';
import type { BenchScenario } from './scenarios.ts';

const run = promisify(execFile);

export async function putLoadWithWrk(
  origin: string,
  { name, requests }: BenchScenario,
  seconds: number,
): Promise<Load> {
  const folder = await mkdtemp(join(tmpdir(), 'wrk-'));
  try {
    const script = join(folder, 'requests.lua');
    await writeFile(script, wrkScript(requests));
    const args = ['-t1', `-c${connectionCount}`, `-d${seconds}s`, '-s', script, origin];
    return readWrk((await run('wrk', args)).stdout);
  } catch (error) {
    throw new Error(`${name} at ${origin}: ${error instanceof Error ? error.message : error}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What tells wrk the requests, which it has ready before it starts, and has it print its figures as JSON. */
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

/** @throws Error when an answer was missing or of status 400 and above */
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

// JSON quotes quotes, backslashes and line ends as Lua does; what is sent holds nothing else that is special.
function quote(text: string): string {
  return JSON.stringify(text);
}
