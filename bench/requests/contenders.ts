/** Those that are measured against each other, each a process of its own, all answering the same. */
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { execa } from 'execa';
import { type NodeProcess, startServer } from '../../lib/process.ts';
import { Unreachable } from '../../lib/reach.ts';
import { readyPath, startApi } from '../lib/processes.ts';
import { ask, differences, type Exchange, jsonOf } from './exchange.ts';
import { type BenchScenario, benchScenarios } from './scenarios.ts';

export const contenderNames = ['raw', 'ours', 'naive', 'Fastify', 'Hono', 'mock'] as const;
export type ContenderName = (typeof contenderNames)[number];

export interface Contender {
  readonly name: ContenderName;
  readonly origin: string;
  readonly child: NodeProcess;
  /** With its own entity tags; those that it answers as ours does. */
  readonly scenarios: readonly BenchScenario[];
}

const servers: Partial<Record<ContenderName, string>> = {
  naive: 'bench/requests/naive-server.ts',
  Fastify: 'bench/requests/fastify-server.ts',
  Hono: 'bench/requests/hono-server.ts',
  mock: 'mock/main.ts',
};

/** @throws Error when one answers differently; the mock alone may, for it knows the contract's examples only */
export async function startContenders(
  names: readonly ContenderName[],
  dataDir: string,
): Promise<Contender[]> {
  const { child, urls } = await startApi(dataDir);
  const url = urls.PORT;
  const ours: Contender = { name: 'ours', origin: url, child, scenarios: await benchScenarios(url) };
  const contenders = [await startRaw(ours), ours];
  for (const name of names) {
    const script = servers[name];
    if (script) contenders.push(await startOther(name, script, ours));
  }
  return contenders;
}

async function startRaw(ours: Contender): Promise<Contender> {
  const requests = ours.scenarios.flatMap((scenario) => scenario.requests);
  const exchanges = await Promise.all(
    requests.map(async (request) => ({ request, answer: await ask(ours.origin, request) })),
  );
  const { child, url } = await startRawServer(exchanges);
  for (const { request, answer } of exchanges) {
    const differing = differences(await ask(url, request), answer);
    if (differing.length > 0)
      throw new Error(`${request.path}: raw and ours differ in ${differing.join(', ')}`);
  }
  return { name: 'raw', origin: url, child, scenarios: ours.scenarios };
}

async function startOther(name: ContenderName, script: string, ours: Contender): Promise<Contender> {
  const portVariable = name === 'mock' ? 'MOCK_PORT' : 'PORT';
  const env = { NODE_ENV: 'production', DATA_DIR: '', BENCH_NODES: process.env.BENCH_NODES ?? '' };
  const { child, urls } = await startServer(script, [portVariable], { env, readyPath });
  const origin = urls[portVariable];
  const scenarios: BenchScenario[] = [];
  for (const scenario of await benchScenarios(origin)) {
    const due = ours.scenarios.find(({ id }) => id === scenario.id);
    if (due && (await answersAlike([origin, scenario], [ours.origin, due]))) scenarios.push(scenario);
    else if (name !== 'mock') throw new Error(`${scenario.name}: ${name} and ours answer differently`);
  }
  return { name, origin, child, scenarios };
}

/** The same status and the same value; its bytes and headers are each framework's own. */
async function answersAlike(
  [origin, { status, requests }]: readonly [string, BenchScenario],
  [ourOrigin, { requests: ourRequests }]: readonly [string, BenchScenario],
): Promise<boolean> {
  for (const [index, request] of requests.entries()) {
    const [answer, due] = [await ask(origin, request), await ask(ourOrigin, ourRequests[index] ?? request)];
    if (answer.status !== status || due.status !== status) return false;
    if (answer.headers['content-encoding'] !== due.headers['content-encoding']) return false;
    if (!isDeepStrictEqual(jsonOf(answer), jsonOf(due))) return false;
  }
  return true;
}

/** The raw server, handed its responses. It ends by itself when this process does. */
async function startRawServer(exchanges: readonly Exchange[]): Promise<{ child: NodeProcess; url: string }> {
  const script = fileURLToPath(new URL('raw-server.ts', import.meta.url));
  const options = {
    ipc: true,
    serialization: 'advanced',
    stdio: 'inherit',
    reject: false,
    buffer: false,
  } as const;
  const child = execa(process.execPath, ['--import', 'tsx', script], options);
  const answer = child.getOneMessage().catch(() => undefined);
  await child.sendMessage([...exchanges] as never);
  const url = await answer;
  if (typeof url !== 'string') throw new Unreachable('the raw server did not start');
  return { child, url };
}
