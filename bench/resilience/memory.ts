import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { routes } from '../../generated/operations.ts';
import { exchange, statusesIn } from '../../server/http/testing/messages/index.ts';
import { get, json, length, post } from '../../server/http/testing/messages/write.ts';
import { residentMb } from '../lib/machine.ts';
import { formatCount } from '../lib/table.ts';
import { withService } from './built-service.ts';
import { type Expectation, expectation } from './expectation.ts';

const goalMb = 200;
const sampleMs = 200;
const inPipeline = 50;

/** @param share of the full number of requests */
export async function benchMemory(share: number): Promise<Expectation[]> {
  const [mixed, spoofed, connections] = [300_000 * share, 500_000 * share, 150];
  const spoof = (index: number) => get(`X-Forwarded-For: ${addressOf(index)}\r\n`);
  return [
    ...(await measure(`${formatCount(mixed)} mixed requests`, {}, (origin) =>
      sendAll(origin, mixed, mixedRequest),
    )),
    ...(await measure(`${formatCount(spoofed)} spoofed addresses`, { TRUSTED_PROXIES: '1' }, (origin) =>
      sendAll(origin, spoofed, spoof),
    )),
    ...(await measure(`${connections} connections that do not read`, {}, (origin) =>
      neverRead(origin, connections),
    )),
  ];
}

/** The resident memory of a new service. It is known on Linux only. */
function measure(what: string, variables: Record<string, string>, work: (origin: string) => Promise<void>) {
  return withService(variables, async ({ origin, child }) => {
    let most: number | undefined;
    const timer = setInterval(async () => {
      const now = await residentMb(child.pid);
      if (now !== undefined) most = Math.max(most ?? 0, now);
    }, sampleMs);
    await work(origin).finally(() => clearInterval(timer));
    const after = await residentMb(child.pid);
    return [
      expectation(`memory after ${what}`, after, 'MB', goalMb),
      expectation('… the most meanwhile', most, 'MB'),
    ];
  });
}

/** @throws Error when a request has no response */
async function sendAll(origin: string, count: number, write: (index: number) => string): Promise<void> {
  const limit = pLimit(20);
  const sendPipeline = async (first: number) => {
    const requests = Array.from({ length: inPipeline }, (_, index) => write(first + index));
    const end = get('Connection: close\r\n', routes.getVersion.path);
    const responses = statusesIn(await exchange(origin, requests.join('') + end)).length;
    if (responses !== inPipeline + 1)
      throw new Error(`${inPipeline + 1} requests had ${responses} responses`);
  };
  await limit.map(
    Array.from({ length: count / inPipeline }, (_, index) => index * inPipeline),
    sendPipeline,
  );
}

const kinds = [
  get(),
  get('', '/api/taxonomy/categories/S'),
  post(json + length),
  get('If-None-Match: "1.0.0"\r\nAccept-Encoding: br\r\n', routes.getFullSync.path),
  get('', routes.getHealth.path),
  get('', '/none'),
  post(json + length, '{"hfn":"S.POP.HPM.0-1"}'),
];

function mixedRequest(index: number): string {
  // Every tenth is another URL, which the response cache has not.
  if (index % 10 === 0) return get('', `/api/taxonomy/search?q=a${index}`);
  return kinds[index % kinds.length] ?? get();
}

function addressOf(index: number): string {
  const random = () => Math.floor(Math.random() * 256);
  const hex = () => random().toString(16);
  if (index % 4 === 0) return `garbage-${index}-${'x'.repeat(random())}`;
  if (index % 4 === 1) return `2001:${hex()}:${hex()}:${hex()}::1`;
  return `${random()}.${random()}.${random()}.${random()}${index % 4 === 2 ? `:${index % 65_536}` : ''}`;
}

const requestBytes = 76_000;

/** Longer than the time after which the service ends them. */
async function neverRead(origin: string, count: number): Promise<void> {
  const { hostname, port } = new URL(origin);
  const request = get('', routes.getTaxonomy.path);
  const pipeline = request.repeat(requestBytes / request.length);
  const sockets = Array.from({ length: count }, () => {
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    socket.pause();
    socket.write(pipeline);
    return socket;
  });
  await sleep(15_000);
  for (const socket of sockets) socket.destroy();
}
