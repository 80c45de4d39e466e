import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { until } from '../../lib/until.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import type { Release } from '../../taxonomy/tree.ts';
import type { Handlers } from '../handler.ts';
import { represent } from '../http/representation.ts';
import { handlers } from '../operations.ts';
import { DamagedRelease } from '../store/damage.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { type ReleaseStore, StoreUnavailable } from '../store/store.ts';
import {
  startTestService,
  type TestService,
  type TestServiceOptions,
} from '../testing/start-test-service.ts';
import { createTestIssuer } from '../testing/test-issuer.ts';

const waiting = { timeoutMs: 10_000, pollMs: 5, timedOut: () => new Error('the metric does not change') };
const base = '/api/taxonomy';
const [, current] = bundledReleases as [Release, Release];
const services: TestService[] = [];
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.close()));
});

async function start({ environment, ...options }: TestServiceOptions = {}): Promise<TestService> {
  const service = await startTestService({ environment: { METRICS_PORT: '0', ...environment }, ...options });
  services.push(service);
  return service;
}

const counts = 'taxonomy_http_request_duration_seconds_count';

/** The values of a metric by its labels, as they are written: `operation="getVersion",status="200"`. */
async function series(service: TestService, name: string): Promise<Record<string, number>> {
  const text = await service.metrics();
  const lines = text.matchAll(new RegExp(`^${name}(?:{(.*)})? (\\S+)$`, 'gm'));
  return Object.fromEntries([...lines].map(([, labels = '', value]) => [labels, Number(value)]));
}

async function value(service: TestService, name: string): Promise<number | undefined> {
  return (await series(service, name))[''];
}

it('METRICS_PORT is not set → no metrics, and handlers get no measurements', async () => {
  let given: unknown;
  const service = await startTestService({
    handlers: {
      ...handlers,
      getVersion: (input, dependencies) => {
        given = dependencies.measurements;
        return handlers.getVersion(input, dependencies);
      },
    },
  });
  services.push(service);
  expect((await service.request(`${base}/version`)).status).toBe(200);
  expect(given).toBeUndefined();
  await expect(service.metrics()).rejects.toThrow('URL');
});

describe('with a clock that goes on only within the handler', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it.each([
    ['a response takes 200 ms', '0.2', 0.2, 200],
    ['a response takes a bit more', '0.25', 0.201, 201],
    ['a response takes longer than each bound', '+Inf', 10.001, 10_001],
    ['the clock is set back', '0.001', 0, -50],
  ])('%s → counted up to %s, and %d s are added to the sum', async (_, le, seconds, ms) => {
    const getHealth: Handlers['getHealth'] = (input, dependencies) => {
      vi.setSystemTime(Date.now() + ms);
      return handlers.getHealth(input, dependencies);
    };
    const service = await start({ handlers: { ...handlers, getHealth } });
    for (const _ of [1, 2]) await service.request(`${base}/health`);
    const labels = 'operation="getHealth",status="200"';
    const name = 'taxonomy_http_request_duration_seconds';
    const buckets = Object.entries(await series(service, `${name}_bucket`));
    expect(buckets.find(([, count]) => count > 0)).toEqual([`le="${le}",${labels}`, 2]);
    expect(buckets.at(-1)).toEqual([`le="+Inf",${labels}`, 2]);
    expect(await series(service, `${name}_sum`)).toEqual({ [labels]: 2 * seconds });
  });
});

it.each(['on', 'off'])(
  'response cache %s → each response is counted by operation and status',
  async (cache) => {
    const service = await start({ environment: { RESPONSE_CACHE: cache } });
    const { headers } = await service.request(`${base}/layers`);
    for (const etag of [headers.get('etag') ?? '', headers.get('etag') ?? '', '"other"'])
      await service.request(`${base}/layers`, { headers: { 'If-None-Match': etag } });
    const address = { hfn: 'S.POP.HPM.001' };
    for (const body of [address, address, { hfn: 'no address' }])
      await service.post(`${base}/convert/hfn-to-mfa`, body);
    await service.request(`${base}/nowhere`);
    expect(await series(service, counts)).toEqual({
      'operation="listLayers",status="200"': 2,
      'operation="listLayers",status="304"': 2,
      'operation="convertHfnToMfa",status="200"': 2,
      'operation="convertHfnToMfa",status="400"': 1,
      'operation="none",status="404"': 1,
    });
    // One 304 and one POST.
    expect(await value(service, 'taxonomy_response_cache_hits_total')).toBe(cache === 'on' ? 2 : 0);
    expect(await series(service, 'taxonomy_problems_total')).toEqual({
      'operation="convertHfnToMfa",problem="malformed-address"': 1,
      'operation="none",problem="not-found"': 1,
    });
    expect(await value(service, 'taxonomy_http_requests_in_flight')).toBe(0);
  },
);

it('a quota is used up → 429 is counted, and no client is a label', async () => {
  const service = await start({ environment: { RATE_LIMIT: '1' } });
  for (const path of ['/layers', '/layers', '/nowhere']) await service.request(base + path);
  expect(await series(service, 'taxonomy_problems_total')).toEqual({
    'operation="none",problem="rate-limited"': 2,
  });
  expect(await service.metrics()).not.toContain('127.0.0.1');
});

it('a client closes the connection before its response → counted without a status, and not in flight', async () => {
  const getVersion: Handlers['getVersion'] = async (input, dependencies) => {
    await sleep(100);
    return handlers.getVersion(input, dependencies);
  };
  const service = await start({ handlers: { ...handlers, getVersion } });
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  socket.write(`GET ${base}/version HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await until(async () => (await value(service, 'taxonomy_http_requests_in_flight')) === 1, waiting);
  // A client that ends its side alone still gets the response.
  socket.resetAndDestroy();
  const closed = { 'operation="getVersion",status="none"': 1 };
  await until(async () => isDeepStrictEqual(await series(service, counts), closed), waiting);
  expect(await value(service, 'taxonomy_http_requests_in_flight')).toBe(0);
});

it.each<[how: string, close: (socket: Socket) => void]>([
  ['closes', (socket) => socket.destroy()],
  ['resets', (socket) => socket.resetAndDestroy()],
])('a client %s the connection within the body of a cached POST → not in flight', async (_, close) => {
  const service = await start();
  const body = { hfn: 'S.POP.HPM.001' };
  const path = `${base}/convert/hfn-to-mfa`;
  for (const _ of [1, 2]) await service.post(path, body);
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  const head = ['Host: localhost', 'Content-Type: application/json', 'Content-Length: 100', 'Accept: */*'];
  const others = [
    'accept-language: *',
    'sec-fetch-mode: cors',
    'user-agent: node',
    'accept-encoding: gzip, deflate',
  ];
  socket.write(`POST ${path} HTTP/1.1\r\n${[...head, ...others].join('\r\n')}\r\n\r\n{"hfn"`);
  await until(async () => (await value(service, 'taxonomy_http_requests_in_flight')) === 1, waiting);
  close(socket);
  await until(async () => (await value(service, 'taxonomy_http_requests_in_flight')) === 0, waiting);
});

it('a client does not read a cached response → it is in flight until the client is gone', async () => {
  const large = await represent<never>(Buffer.alloc(20_000_000, 'x'), 'application/json');
  const getTaxonomy: Handlers['getTaxonomy'] = () => ({ status: 200, body: large });
  const service = await start({ handlers: { ...handlers, getTaxonomy } });
  await service.raw(base, { 'Accept-Encoding': 'identity' });
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1').pause();
  socket.write(`GET ${base} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: identity\r\n\r\n`);
  await until(async () => (await value(service, 'taxonomy_http_requests_in_flight')) === 1, waiting);
  expect(await series(service, counts)).toEqual({ 'operation="getTaxonomy",status="200"': 1 });
  socket.destroy();
  await until(async () => (await value(service, 'taxonomy_http_requests_in_flight')) === 0, waiting);
  expect(await value(service, 'taxonomy_response_cache_hits_total')).toBe(1);
});

it('deltas from several releases → counted by how far behind, the cached ones too', async () => {
  const service = await start();
  const since = async (version: string) =>
    (await service.request(`${base}/sync/incremental?since=${version}`)).status;
  const statuses: number[] = [];
  for (const version of ['1.2.3', '1.2.2', '1.2.2', '1.0.0', '9.0.0']) statuses.push(await since(version));
  expect(statuses).toEqual([200, 200, 200, 410, 409]);
  const name = 'taxonomy_delta_releases_behind';
  const buckets = await series(service, `${name}_bucket`);
  expect([buckets['le="0"'], buckets['le="1"'], buckets['le="49"'], buckets['le="+Inf"']]).toEqual([
    1, 3, 3, 4,
  ]);
});

it('a handler breaks the contract where that is reported → counted by operation', async () => {
  const getVersion: Handlers['getVersion'] = () => ({ status: 200, body: {} as never });
  const service = await start({
    environment: { RESPONSE_VALIDATION: 'report' },
    handlers: { ...handlers, getVersion },
  });
  expect(await series(service, 'taxonomy_broken_responses_total')).toEqual({});
  expect((await service.request(`${base}/version`)).status).toBe(200);
  expect(await series(service, 'taxonomy_broken_responses_total')).toEqual({ 'operation="getVersion"': 1 });
});

it('the store is down, and two releases are damaged, one of them twice → both are metrics', async () => {
  const store = createMemoryStore(bundledReleases);
  const service = await start({ store });
  const state = async () => [
    await value(service, 'taxonomy_store_up'),
    await value(service, 'taxonomy_damaged_releases'),
  ];
  expect(await state()).toEqual([1, 0]);
  Object.assign(store, {
    ping: () => Promise.reject(new StoreUnavailable('down')),
    damage: () => ({
      all: ['1.2.2', '1.2.2', '1.2.1'].map((version) => new DamagedRelease(version, 'broken')),
    }),
  } satisfies Partial<ReleaseStore>);
  expect(await state()).toEqual([0, 2]);
});

it('what is served → its versions, its checksums and its age', async () => {
  const service = await start();
  const { contract } = await (await service.request(`${base}/version`)).json();
  const { version, checksum, lastUpdated } = current;
  expect(await series(service, 'taxonomy_release_info')).toEqual({
    [`version="${version}",checksum="${checksum}"`]: 1,
  });
  expect(await series(service, 'taxonomy_contract_info')).toEqual({
    [`version="${contract.version}",checksum="${contract.checksum}"`]: 1,
  });
  const age = (Date.now() - Date.parse(lastUpdated)) / 1000;
  expect(Math.round((await value(service, 'taxonomy_release_age_seconds'))! / 3600)).toBe(
    Math.round(age / 3600),
  );
  expect(await value(service, 'taxonomy_http_connections')).toBeGreaterThan(0);
});

it('a publication is refused, another is made → counted by problem and status', async () => {
  const issuer = await createTestIssuer();
  const service = await start({ environment: issuer.environment });
  const body = {
    layers: current.layers.map((layer, index) => (index === 0 ? { ...layer, name: 'Renamed' } : layer)),
    aliases: current.aliases,
  };
  for (const tag of ['"1.0.0"', `"${current.version}"`])
    await service.post(`${base}/releases`, body, { ...(await issuer.bearer()), 'If-Match': tag });
  await service.post(`${base}/releases`, body);
  await issuer.close();
  expect(await series(service, 'taxonomy_problems_total')).toEqual({
    'operation="publishRelease",problem="precondition-failed"': 1,
    'operation="publishRelease",problem="unauthenticated"': 1,
  });
  expect(await series(service, counts)).toMatchObject({ 'operation="publishRelease",status="201"': 1 });
});

it.each([
  ['GET', '/metrics', 200],
  ['GET', '/metrics?name=x', 200],
  ['HEAD', '/metrics', 404],
  ['POST', '/metrics', 404],
  ['GET', '/', 404],
  ['GET', '/api/taxonomy/layers', 404],
])('%s %s at the port of the metrics → %i', async (method, path, status) => {
  const service = await start();
  const response = await fetch(new URL(path, service.metricsUrl), { method });
  expect(response.status).toBe(status);
  if (status === 200) expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect((await service.request('/metrics')).status).toBe(404);
});

it('a metric cannot be read → 500, a line in the log, and the service goes on', async () => {
  const store = createMemoryStore(bundledReleases);
  const service = await start({ store });
  Object.assign(store, {
    damage: () => {
      throw new Error('no memory');
    },
  });
  expect((await fetch(service.metricsUrl!)).status).toBe(500);
  expect(service.logs.at(-1)).toMatchObject({
    msg: 'the metrics could not be read',
    err: { message: 'no memory' },
  });
  expect((await service.request(`${base}/layers`)).status).toBe(200);
});

it('the service ends while Prometheus keeps its connection → the port of the metrics is closed', async () => {
  const service = await start();
  const { hostname, port } = new URL(service.metricsUrl!);
  const socket = connect(Number(port), hostname);
  socket.write('GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(socket, 'data');
  const closed = once(socket.resume(), 'close');
  await service.close();
  await closed;
  await expect(service.metrics()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
});

it('the port of the metrics is taken → the start fails with its address', async () => {
  const other = await start();
  const { port } = new URL(other.metricsUrl!);
  await expect(start({ environment: { METRICS_PORT: port } })).rejects.toMatchObject({
    name: 'MetricsNotServed',
    port: Number(port),
    cause: { code: 'EADDRINUSE' },
  });
});
