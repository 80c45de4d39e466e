/** Our server beside raw node:http that sends the same bytes, on the same machine, in turns. */
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../lib/project.ts';
import { stopChildren } from '../start/children.ts';
import { keepApart } from './cores.ts';
import { ask, differences, type Exchange } from './exchange.ts';
import { connections, putLoad } from './load.ts';
import { startRawServer, startScript } from './processes.ts';
import { type Pair, p99YardstickMs, type ScenarioSummary, summarise } from './requests-summary.ts';
import { type BenchScenario, benchScenarios } from './scenarios.ts';

export interface Effort {
  readonly pairs: number;
  /** Of each run; a pair is two. */
  readonly seconds: number;
}

export interface RequestBench extends Effort {
  readonly connections: number;
  readonly p99YardstickMs: number;
  /** Whether servers and load had a core each. */
  readonly pinned: boolean;
  readonly node: string;
  readonly cpu: string;
  readonly scenarios: readonly ScenarioSummary[];
}

type Origins = Readonly<Record<keyof Pair, string>>;

// Every request is checked and logged, but none is refused.
const asInProduction = { ENVIRONMENT: 'production', LOG_LEVEL: 'info', RATE_LIMIT: '999999999' };
const warmUpSeconds = 1;
// The last requests of a run are cut off, and their server is still at work on them for a moment.
const settleMs = 100;

export async function benchRequests(effort: Effort, say: (line: string) => void): Promise<RequestBench> {
  const ours = await startScript(projectRoot, 'server/main.ts', ['PORT'], asInProduction);
  const scenarios = await benchScenarios(ours.urls.PORT);
  const raw = await startRawServer(await record(ours.urls.PORT, scenarios));
  const origins = { raw: raw.url, ours: ours.urls.PORT };
  for (const scenario of scenarios) await compareAnswers(origins, scenario);

  const pinned = keepApart([raw.child, ours.child]);
  if (!pinned) say('Servers and load share their cores: taskset, or a second core, is missing.');
  const summaries: ScenarioSummary[] = [];
  for (const scenario of scenarios) {
    say(`${scenario.name} …`);
    summaries.push(summarise(scenario.name, await measure(origins, scenario, effort)));
  }
  await stopChildren([raw.child, ours.child]);
  const [node, cpu] = [process.version, cpus()[0]?.model ?? 'unknown'];
  return { ...effort, connections, p99YardstickMs, pinned, node, cpu, scenarios: summaries };
}

function record(origin: string, scenarios: readonly BenchScenario[]): Promise<Exchange[]> {
  return Promise.all(scenarios.map(async ({ request }) => ({ request, answer: await ask(origin, request) })));
}

async function compareAnswers(origins: Origins, { name, status, request }: BenchScenario): Promise<void> {
  const [raw, ours] = await Promise.all([ask(origins.raw, request), ask(origins.ours, request)]);
  const differing = differences(raw, ours);
  if (differing.length > 0) throw new Error(`${name}: raw and ours differ in ${differing.join(', ')}`);
  if (ours.status !== status) throw new Error(`${name}: the answer is ${ours.status}, not ${status}`);
}

async function measure(origins: Origins, scenario: BenchScenario, effort: Effort): Promise<Pair[]> {
  const run = async (side: keyof Pair, seconds: number) => {
    const load = await putLoad(origins[side], scenario, seconds);
    await sleep(settleMs);
    return load;
  };
  await run('raw', warmUpSeconds);
  await run('ours', warmUpSeconds);
  const pairs: Pair[] = [];
  while (pairs.length < effort.pairs) {
    pairs.push({ raw: await run('raw', effort.seconds), ours: await run('ours', effort.seconds) });
  }
  return pairs;
}
