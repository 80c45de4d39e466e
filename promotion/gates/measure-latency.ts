/** How long a service takes for its responses, as a client on this machine sees it. */
import { once } from 'node:events';
import { connect } from 'node:net';
import pLimit from 'p-limit';
import type { Contract, Operation } from '../../contract/model.ts';
import { exampleRequest } from '../../contract-tests/cases/requests.ts';
import { type PlannedRequest, payload } from '../../contract-tests/http/planned-request.ts';
import { servedRelease } from '../../contract-tests/targets/identity.ts';
import { pass, refuse, unknown } from './finding.ts';
import type { Finding } from './model.ts';

const goalMs = 200;
const timeoutMs = 10_000;
const samples = { sequential: 100, concurrent: 100, connections: 10 };
const perOperation = samples.sequential + samples.concurrent;

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
  const quota = await quotaAt(url, open, requestOf);
  const needed = open.length * perOperation;
  const remedy = `Find what takes the time: npm run bench -- requests`;
  if (quota !== undefined && quota < needed)
    return unknown(
      [`${needed} requests are needed, and ${quota} are left of the quota of this client`],
      `Wait a minute and repeat, or raise RATE_LIMIT ${where}.`,
    );
  const figures: { id: string; p95: number }[] = [];
  for (const operation of open) {
    const times = await timesOf(url, requestOf(operation).request, signal);
    if (times.some((time) => time === undefined))
      return unknown(
        [`${operation.id} did not always answer 200 ${where}`],
        `Look at its response: npm run contract -- --url ${url}`,
      );
    figures.push({
      id: operation.id,
      p95: percentile(
        times.filter((time) => time !== undefined),
        0.95,
      ),
    });
  }
  const bare = await bareConnection(url);
  const [slowest] = figures.toSorted((one, other) => other.p95 - one.p95);
  if (!slowest) return unknown(['no operation can be called by anybody'], 'Measure it in another way.');
  const facts = [
    `p95 of ${figures.length} operations, ${perOperation} requests each: at most ${ms(slowest.p95)} (${slowest.id})`,
    `a bare connection takes ${ms(bare)}`,
  ];
  const slow = figures
    .filter(({ p95 }) => p95 >= goalMs)
    .map(({ id, p95 }) => `${id}: p95 ${ms(p95)}, the goal is ${goalMs} ms`);
  if (slow.length > 0) return refuse([...slow, ...facts], remedy);
  return {
    ...pass(facts),
    data: { p95: Object.fromEntries(figures.map(({ id, p95 }) => [id, Math.round(p95 * 10) / 10])) },
  };
}

/** One after the other, then over ten connections. Undefined for a response with another status. */
async function timesOf(
  url: string,
  request: PlannedRequest,
  signal: AbortSignal,
): Promise<(number | undefined)[]> {
  const once = async () => {
    const started = performance.now();
    signal.throwIfAborted();
    const response = await send(url, request);
    await response.arrayBuffer();
    return response.status === 200 ? performance.now() - started : undefined;
  };
  const times: (number | undefined)[] = [];
  const isTooSlow = () =>
    times.filter((time) => time !== undefined && time >= goalMs).length > perOperation * 0.05;
  // More than one in twenty of all: the rest cannot make the percentile better.
  while (times.length < samples.sequential && !isTooSlow()) times.push(await once());
  if (isTooSlow()) return times;
  const limit = pLimit(samples.connections);
  const more = await Promise.all(Array.from({ length: samples.concurrent }, () => limit(once)));
  return [...times, ...more];
}

function send(url: string, request: PlannedRequest): Promise<Response> {
  const body = payload(request);
  return fetch(`${url}${request.path}`, {
    method: request.method.toUpperCase(),
    headers: { ...request.headers },
    ...(body !== '' && { body }),
    signal: AbortSignal.timeout(timeoutMs),
  });
}

/** What is left for this client, by the RateLimit header (IETF draft); undefined when no response declares it. */
async function quotaAt(
  url: string,
  open: readonly Operation[],
  requestOf: RequestOf,
): Promise<number | undefined> {
  const counting = open.find(({ responses }) => responses.get(200)?.headers.has('ratelimit'));
  if (!counting) return undefined;
  const { headers } = await send(url, requestOf(counting).request);
  const left = /\br=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1];
  return left === undefined ? undefined : Number(left);
}

type RequestOf = (operation: Operation) => { readonly request: PlannedRequest };

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
