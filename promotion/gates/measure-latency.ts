/** How long a service takes for its responses, as a client on this machine sees it. */
import { once } from 'node:events';
import { connect } from 'node:net';
import pLimit from 'p-limit';
import type { Contract } from '../../contract/model.ts';
import { exampleRequest } from '../../contract-tests/cases/requests.ts';
import type { PlannedRequest } from '../../contract-tests/http/planned-request.ts';
import { probe } from '../../contract-tests/http/probe.ts';
import { servedRelease } from '../../contract-tests/targets/identity.ts';
import { readQuota } from '../../contract-tests/targets/look.ts';
import { sendRequest } from '../send-request.ts';
import { pass, refuse, unknown } from './finding.ts';
import type { Finding } from './model.ts';

const goalMs = 200;
const timeoutMs = 10_000;
const samples = { sequential: 100, concurrent: 100, connections: 10 };
const perOperation = samples.sequential + samples.concurrent;

interface Figure {
  readonly id: string;
  readonly p95: number;
}

/** The 95th percentile of each operation that anybody may call. Only responses with the status 200 count. */
export async function measureLatency(
  contract: Contract,
  url: string,
  where: string,
  signal: AbortSignal,
): Promise<Finding> {
  const release = await servedRelease(contract, { name: where, url, servesExamples: false });
  const requestOf = exampleRequest(contract, release);
  const open = contract.operations.filter(({ security }) => security === undefined || security.optional);
  const left = (await readQuota(contract, (request) => probe(url, request)))?.left;
  const needed = open.length * perOperation;
  if (left !== undefined && left < needed)
    return unknown(
      [`${needed} requests are needed, and ${left} are left of the quota of this client`],
      `Wait a minute and repeat, or raise RATE_LIMIT ${where}.`,
    );
  const figures: Figure[] = [];
  for (const operation of open) {
    const { id } = operation;
    const times = await timesOf(url, requestOf(operation).request, signal);
    if (!times)
      return unknown(
        [`${id} did not always answer 200 ${where}`],
        `Look at its response: npm run contract -- --url ${url}`,
      );
    figures.push({ id, p95: percentile(times, 0.95) });
  }
  return judgeFigures(figures, await bareConnection(url));
}

function judgeFigures(figures: readonly Figure[], bareMs: number): Finding {
  const [slowest] = figures.toSorted((one, other) => other.p95 - one.p95);
  if (!slowest) return unknown(['no operation can be called by anybody'], 'Measure it in another way.');
  const facts = [
    `p95 of ${figures.length} operations, ${perOperation} requests each: at most ${ms(slowest.p95)} (${slowest.id})`,
    `a bare connection takes ${bareMs.toFixed(2)} ms`,
  ];
  const slow = figures
    .filter(({ p95 }) => p95 >= goalMs)
    .map(({ id, p95 }) => `${id}: p95 ${ms(p95)}, the goal is ${goalMs} ms`);
  if (slow.length > 0)
    return refuse([...slow, ...facts], 'Find what takes the time: npm run bench -- requests');
  const p95 = Object.fromEntries(figures.map(({ id, p95 }) => [id, Math.round(p95 * 10) / 10]));
  return pass(facts, { p95 });
}

/** One after the other, then over ten connections. Undefined when a response has another status. */
async function timesOf(
  url: string,
  request: PlannedRequest,
  signal: AbortSignal,
): Promise<number[] | undefined> {
  const times: number[] = [];
  let isOther = false;
  const once = async () => {
    signal.throwIfAborted();
    const { status, ms } = await sendRequest(url, request, { timeoutMs });
    if (status === 200) times.push(ms);
    else isOther = true;
  };
  const isTooSlow = () => times.filter((time) => time >= goalMs).length > perOperation * 0.05;
  // More than one in twenty of all: the rest cannot make the percentile better.
  while (times.length < samples.sequential && !isOther && !isTooSlow()) await once();
  if (!isOther && !isTooSlow()) {
    const limit = pLimit(samples.connections);
    await Promise.all(Array.from({ length: samples.concurrent }, () => limit(once)));
  }
  return isOther ? undefined : times;
}

/** The median time of a TCP connection, in milliseconds. */
async function bareConnection(url: string): Promise<number> {
  const { hostname, port, protocol } = new URL(url);
  const times: number[] = [];
  for (let index = 0; index < 21; index += 1) {
    const started = performance.now();
    const socket = connect({ host: hostname, port: Number(port || (protocol === 'https:' ? 443 : 80)) });
    await once(socket, 'connect');
    times.push(performance.now() - started);
    socket.destroy();
  }
  return percentile(times, 0.5);
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN;
}

const ms = (value: number) => `${value.toFixed(1)} ms`;
