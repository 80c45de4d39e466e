/** The servers that are measured against each other. Each is a separate process, and all give the same responses. */
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { execa } from 'execa';
import { type NodeProcess, startServer } from '../../lib/process.ts';
import { Unreachable } from '../../lib/reach.ts';
import { readyPath, startApi } from '../lib/api.ts';
import { differences, type Exchange, jsonOf, send } from './exchange.ts';
import { type BenchScenario, benchScenarios } from './scenarios.ts';

export const contenderNames = ['raw', 'ours', 'naive', 'Fastify', 'Hono', 'mock'] as const;
export type ContenderName = (typeof contenderNames)[number];

export interface Contender {
  readonly name: ContenderName;
  readonly origin: string;
  readonly child: NodeProcess;
  /** The scenarios in which it responds as ours does, with its entity tags. */
  readonly scenarios: readonly BenchScenario[];
}

const scripts: Partial<Record<ContenderName, string>> = {
  naive: 'bench/requests/naive-server.ts',
  Fastify: 'bench/requests/fastify-server.ts',
  Hono: 'bench/requests/hono-server.ts',
  mock: 'mock/main.ts',
};

/** @throws Error when a response differs from ours. The mock may differ: it knows only the contract's examples. */
export async function startContenders(
  names: readonly ContenderName[],
  dataDir: string,
): Promise<Contender[]> {
  const { child, urls } = await startApi(dataDir);
  const origin = urls.PORT;
  const ours: Contender = { name: 'ours', origin, child, scenarios: await benchScenarios(origin) };
  const contenders = [await startRaw(ours), ours];
  for (const name of names) {
    const script = scripts[name];
    if (script) contenders.push(await startOther(name, script, ours));
  }
  return contenders;
}

async function startRaw(ours: Contender): Promise<Contender> {
  const requests = ours.scenarios.flatMap((scenario) => scenario.requests);
  const exchanges = await Promise.all(
    requests.map(async (request) => ({ request, response: await send(ours.origin, request) })),
  );
  const { child, origin } = await startRawServer(exchanges);
  for (const { request, response } of exchanges) {
    const differing = differences(await send(origin, request), response);
    if (differing.length > 0)
      throw new Error(`${request.path}: raw and ours differ in ${differing.join(', ')}`);
  }
  return { name: 'raw', origin, child, scenarios: ours.scenarios };
}

/** Starts the raw server and gives it its responses. It ends when this process ends. */
async function startRawServer(
  exchanges: readonly Exchange[],
): Promise<{ child: NodeProcess; origin: string }> {
  const script = fileURLToPath(new URL('raw-server.ts', import.meta.url));
  const options = {
    ipc: true,
    serialization: 'advanced',
    stdio: 'inherit',
    reject: false,
    buffer: false,
  } as const;
  const child = execa(process.execPath, ['--import', 'tsx', script], options);
  const started = child.getOneMessage().catch(() => undefined);
  await child.sendMessage([...exchanges] as never);
  const origin = await started;
  if (typeof origin !== 'string') throw new Unreachable('the raw server did not start');
  return { child, origin };
}

async function startOther(name: ContenderName, script: string, ours: Contender): Promise<Contender> {
  const portVariable = name === 'mock' ? 'MOCK_PORT' : 'PORT';
  const env = { NODE_ENV: 'production', DATA_DIR: '', BENCH_NODES: process.env.BENCH_NODES ?? '' };
  const { child, urls } = await startServer(script, [portVariable], { env, readyPath });
  const origin = urls[portVariable];
  const scenarios: BenchScenario[] = [];
  for (const scenario of await benchScenarios(origin)) {
    const expected = ours.scenarios.find(({ id }) => id === scenario.id);
    if (expected && (await respondAlike([origin, scenario], [ours.origin, expected])))
      scenarios.push(scenario);
    else if (name !== 'mock') throw new Error(`${scenario.name}: the responses of ${name} and ours differ`);
  }
  return { name, origin, child, scenarios };
}

/** Whether status, encoding and JSON value are the same. Bytes and other headers depend on the framework. */
async function respondAlike(
  [origin, { status, requests }]: readonly [string, BenchScenario],
  [ourOrigin, { requests: ourRequests }]: readonly [string, BenchScenario],
): Promise<boolean> {
  for (const [index, request] of requests.entries()) {
    const response = await send(origin, request);
    const expected = await send(ourOrigin, ourRequests[index] ?? request);
    if (response.status !== status || expected.status !== status) return false;
    if (response.headers['content-encoding'] !== expected.headers['content-encoding']) return false;
    if (!isDeepStrictEqual(jsonOf(response), jsonOf(expected))) return false;
  }
  return true;
}
