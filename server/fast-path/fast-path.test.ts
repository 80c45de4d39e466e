/** The same requests over both roads: whatever can be seen from outside is the same. */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, expect, it } from 'vitest';
import { readContract } from '../../contract/contract.ts';
import { scenariosOf } from '../../contract/scenarios.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import type { Handlers } from '../handler.ts';
import { handlers } from '../operations.ts';
import { createMemoryStore } from '../store/memory-store.ts';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const contract = readContract();
const json = { 'content-type': 'application/json' };
const one = '{"hfn":"S.POP.HPM.001"}';
const convert = { method: 'POST', path: '/api/taxonomy/convert/hfn-to-mfa', headers: json };
const layers = { method: 'GET', path: '/api/taxonomy/layers' };

const scenarios = scenariosOf(contract).map(({ request: { method, path, headers, body } }): Sent => {
  const sent = { method: method.toUpperCase(), path, headers };
  return body === undefined ? sent : { ...sent, body: JSON.stringify(body) };
});
const gets = scenarios.filter(({ method }) => method === 'GET');

const corpus: readonly Sent[] = [
  ...scenarios,
  ...[
    { 'accept-encoding': 'br' },
    { 'accept-encoding': 'gzip' },
    { 'accept-encoding': 'br;q=0, gzip;q=0.1' },
    { origin: 'https://client.example' },
    { 'if-none-match': '*' },
    { 'if-none-match': '"x", W/"y"' },
    { 'x-request-id': 'my-own-id' },
    { 'x-request-id': 'not well formed' },
    { accept: 'text/html' },
    { 'content-type': 'text/plain' },
    { 'content-length': '0' },
    { 'content-length': '3' },
  ].flatMap((headers) => gets.map((get) => ({ ...get, headers: { ...get.headers, ...headers } }))),
  ...gets.map((get) => ({ ...get, method: 'HEAD' })),
  ...['PUT', 'DELETE', 'OPTIONS', 'POST'].map((method) => ({ ...layers, method })),
  { ...layers, path: '/api/taxonomy/layers?x=1' },
  { ...layers, path: '/api/taxonomy/layers/' },
  { ...layers, path: '/api/taxonomy/categories/s?x=1' },
  { ...layers, path: '/nowhere' },
  ...[
    one,
    ` ${one}\n`,
    `\ufeff${one}`,
    one.slice(1),
    `${one}x`,
    '',
    'null',
    '"x"',
    '[]',
    '{}',
    '{"hfn":1}',
    '{"hfn":"S.POP.HPX.001"}',
    '{"hfn":"nothing like it"}',
    '{"hfn":"S.POP.HPM.001","x":1}',
    '{"hfn":"S.POP.HPM.001","hfn":"Z.POP.BAS.001"}',
    '{"__proto__":{"hfn":"S.POP.HPM.001"}}',
    `{"hfn":"${'S'.repeat(600)}"}`,
    ' '.repeat(8193),
    Buffer.from([0x7b, 0xff, 0x7d]),
  ].map((body) => ({ ...convert, body })),
  ...[
    { 'content-type': 'application/json; charset=utf-8' },
    { 'content-type': 'text/plain' },
    { ...json, 'content-encoding': 'gzip' },
    { ...json, 'transfer-encoding': 'chunked' },
    { ...json, origin: 'https://client.example' },
    { ...json, accept: 'text/html' },
    { ...json, 'x-request-id': 'my-own-id' },
  ].map((headers) => ({ ...convert, headers, body: one })),
];

const roads = { fast: await startRoad('on'), validated: await startRoad('off') };
afterAll(() => Promise.all(Object.values(roads).map(({ close }) => close())));

// The first of each teaches the fast path, which gives the others.
it.each(corpus.map((sent, index) => [index, label(sent), sent] as const))(
  '%i %s',
  async (_index, _label, sent) => {
    for (const _time of [1, 2, 3]) {
      const [fast, validated] = [await roads.fast.ask(sent), await roads.validated.ask(sent)];
      expect(fast).toEqual(validated);
    }
  },
);

it('what is known is answered without its handler, what changes with it', async () => {
  const { ask, called } = roads.fast;
  const both = async (sent: Sent) => [await ask(sent), await roads.validated.ask(sent)];
  await both(layers);
  const before = [called('listLayers'), called('convertHfnToMfa')] as const;
  for (const sent of [layers, { ...convert, body: one }]) await both(sent);
  expect([called('listLayers'), called('convertHfnToMfa')]).toEqual([before[0], before[1] + 1]);
  expect(roads.validated.called('listLayers')).toBeGreaterThan(before[0]);
});

it('every request is logged the same', () => {
  expect(roads.fast.logs.length).toBeGreaterThan(corpus.length);
  expect(roads.fast.logs).toEqual(roads.validated.logs);
});

function label({ method, path, headers, body }: Sent): string {
  return `${method} ${path} ${JSON.stringify(headers ?? {})} ${String(body ?? '').slice(0, 40)}`;
}

async function startRoad(FAST_PATH: string) {
  const logs: unknown[] = [];
  const calls = new Map<string, number>();
  const write = (line: string) => {
    const { time, pid, hostname, responseTime, reqId, buildMs, ...said } = JSON.parse(line);
    if (said.req) delete said.req.id;
    logs.push(said);
  };
  const counted = Object.entries(handlers).map(([id, handler]) => [
    id,
    (input: never, dependencies: never) => {
      calls.set(id, (calls.get(id) ?? 0) + 1);
      return handler(input, dependencies);
    },
  ]);
  const app = createApp({
    config: readConfig({ FAST_PATH, RATE_LIMIT: '999999' }),
    contract,
    store: createMemoryStore(bundledReleases),
    clock: { now: () => new Date(0), uptime: () => 1500 },
    logger: pino({ level: 'info' }, { write }),
    handlers: Object.fromEntries(counted) as Handlers,
  });
  await app.snapshots.load();
  const server = app.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    logs,
    called: (id: string) => calls.get(id) ?? 0,
    ask: (sent: Sent) => ask(port, sent),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function ask(port: number, { method, path, headers, body }: Sent) {
  return new Promise((resolve, reject) => {
    const length =
      body === undefined || headers?.['transfer-encoding']
        ? {}
        : { 'content-length': Buffer.byteLength(body) };
    const outgoing = httpRequest({ port, method, path, headers: { ...length, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: stable(response.rawHeaders, path),
          body: stableBody(Buffer.concat(chunks), String(response.headers['content-type'])),
        }),
      );
    });
    outgoing.on('error', reject).end(body);
  });
}

// In their order; what differs between any two answers is masked, such as how long health took to ask the store.
function stable(rawHeaders: readonly string[], path: string): string[] {
  return rawHeaders.map((text, index) => {
    const name = rawHeaders[index - (index % 2)]?.toLowerCase();
    if (index % 2 === 0) return text;
    if (name === 'date') return 'today';
    if (name === 'content-length' && path.endsWith('/health')) return 'some';
    if (name === 'x-request-id') return text.replace(/^[0-9a-f-]{36}$/, 'made');
    return name === 'ratelimit' ? text.replace(/t=\d+/, 't=soon') : text;
  });
}

function stableBody(bytes: Buffer, type: string): string {
  if (!type.includes('json')) return bytes.toString('base64');
  return bytes
    .toString('latin1')
    .replace(/"requestId":"[0-9a-f-]{36}"/, '"requestId":"made"')
    .replace(/"latencyMs":[\d.e-]+/, '');
}
