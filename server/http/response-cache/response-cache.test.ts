/** The same requests over both roads: whatever can be seen from outside is the same. */
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { readContract } from '../../../contract/bundle-file.ts';
import { scenariosOf } from '../../../contract/scenarios.ts';
import { bundledReleases } from '../../../taxonomy/releases/index.ts';
import { createApp } from '../../app.ts';
import { readConfig } from '../../config.ts';
import type { Dependencies, Handlers } from '../../handler.ts';
import type { Input } from '../../operation-types.ts';
import { handlers } from '../../operations.ts';
import { createMemoryStore } from '../../store/memory-store.ts';
import { represent } from '../representation.ts';
import { createResponseCache } from './response-cache.ts';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const contract = readContract();
const slowMs = 40;
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
  // An id may read as the name of a header. Asked with a key of its own, it is what the answer is kept from.
  ...['X-Request-Id', 'RateLimit', 'RateLimit-Policy', 'Content-Length', 'Date'].flatMap((id, index) => {
    const accept = `application/json, text/html;q=0.${index + 1}`;
    return [{ ...layers }, { ...convert, body: one }].flatMap((sent) => [
      { ...sent, headers: { ...json, accept, 'x-request-id': id } },
      { ...sent, headers: { ...json, accept } },
    ]);
  }),
];

const roads = {
  fast: await startRoad({ RESPONSE_CACHE: 'on' }),
  validated: await startRoad({ RESPONSE_CACHE: 'off' }),
};
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

describe.each(['on', 'off'])('fast path %s', (RESPONSE_CACHE) => {
  it('the share is used up → no handler works for what is refused', async () => {
    const road = await startRoad({ RESPONSE_CACHE, RATE_LIMIT: '2' });
    const statuses = [];
    for (const _time of [1, 2, 3, 4]) statuses.push((await road.ask({ ...convert, body: one })).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
    expect(road.called('convertHfnToMfa')).toBe(2);
    await road.close();
  });

  it('an answer that takes time → the log says how much', async () => {
    const road = await startRoad({ RESPONSE_CACHE }, { convertHfnToMfa: slowly(handlers.convertHfnToMfa) });
    for (const _time of [1, 2, 3]) await road.ask({ ...convert, body: one });
    expect(road.responseTimes).toHaveLength(3);
    expect(Math.min(...road.responseTimes)).toBeGreaterThanOrEqual(slowMs - 1);
    await road.close();
  });

  it('a reader who takes time → the log says how much', async () => {
    const large = await represent<never>(Buffer.alloc(20_000_000, 'x'), 'application/json');
    const road = await startRoad(
      { RESPONSE_CACHE },
      { getTaxonomy: () => ({ status: 200, body: large as never }) },
    );
    const get = { method: 'GET', path: '/api/taxonomy', headers: { 'accept-encoding': 'identity' } };
    for (const _time of [1, 2]) await road.ask(get, { reading: slowMs });
    await vi.waitFor(() => expect(road.responseTimes).toHaveLength(2));
    expect(Math.min(...road.responseTimes)).toBeGreaterThanOrEqual(slowMs - 1);
    await road.close();
  });

  it('a body that arrives slowly and is not valid → the log says how long it took', async () => {
    const road = await startRoad({ RESPONSE_CACHE });
    for (const body of [one, '{"hfn":1} ']) await road.ask({ ...convert, body }, { sending: slowMs });
    expect(Math.min(...road.responseTimes)).toBeGreaterThanOrEqual(slowMs - 1);
    await road.close();
  });

  it('a handler that answers one body so, another otherwise → each is announced as it is', async () => {
    const convertHfnToMfa = (({ body: { hfn } }: Input<'convertHfnToMfa'>) => ({
      status: hfn.startsWith('S.') ? 200 : 202,
      body: {},
      ...(hfn.startsWith('T.') && { headers: { 'X-Way': 'own' }, status: 200 }),
    })) as never;
    const road = await startRoad({ RESPONSE_CACHE, ENVIRONMENT: 'production' }, { convertHfnToMfa });
    const given = [];
    for (const layer of ['S', 'T', 'V', 'S']) {
      const body = one.replace('S', layer);
      const { status, headers } = await road.ask({ ...convert, body });
      given.push([layer, status, headers.includes('X-Way')]);
    }
    expect(given).toEqual([
      ['S', 200, false],
      ['T', 200, true],
      ['V', 202, false],
      ['S', 200, false],
    ]);
    await road.close();
  });
});

describe('a fault of the fast path', () => {
  it('before the answer has begun → it is logged, and the validated road answers', async () => {
    const error = vi.fn();
    const broken = { find: () => JSON.parse('no JSON') };
    const dependencies = {
      operations: [],
      answers: broken,
      snapshots: { currentOrUndefined: () => ({}) },
      logger: { error },
    };
    const fullPipeline = (_request: IncomingMessage, response: ServerResponse) => response.end('validated');
    const server = createServer(createResponseCache(dependencies as never, fullPipeline)).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('validated');
    expect(error).toHaveBeenCalledWith({ err: expect.any(SyntaxError) }, expect.any(String));
    server.close();
  });

  it('after it → the answer arrives, and so does the next', async () => {
    let lines = 0;
    const road = await startRoad({}, {}, ({ msg }) => {
      if (msg === 'request completed' && ++lines === 2) throw new Error('no line is written');
    });
    for (const _time of [1, 2, 3]) expect(await road.ask(layers)).toMatchObject({ status: 200 });
    expect(road.logs).toContainEqual(expect.objectContaining({ msg: 'the fast path met a fault' }));
    await road.close();
  });
});

function slowly<Input, Answer>(handler: (input: Input, dependencies: Dependencies) => Answer) {
  return (input: Input, dependencies: Dependencies) => {
    const end = performance.now() + slowMs;
    while (performance.now() < end);
    return handler(input, dependencies);
  };
}

function label({ method, path, headers, body }: Sent): string {
  return `${method} ${path} ${JSON.stringify(headers ?? {})} ${String(body ?? '').slice(0, 40)}`;
}

interface Line {
  readonly msg: string;
}

async function startRoad(
  environment: Readonly<Record<string, string>>,
  own: Partial<Handlers> = {},
  beforeLine: (line: Line) => void = () => {},
) {
  const logs: unknown[] = [];
  const responseTimes: number[] = [];
  const calls = new Map<string, number>();
  const write = (line: string) => {
    const { time, pid, hostname, reqId, buildMs, ...said } = JSON.parse(line);
    beforeLine(said);
    if (said.req) delete said.req.id;
    if ('responseTime' in said) responseTimes.push(said.responseTime);
    // Any two requests take another time; here none takes a minute.
    if (said.responseTime >= 0 && said.responseTime < 60_000) said.responseTime = 'plausible';
    logs.push(said);
  };
  const counted = Object.entries({ ...handlers, ...own }).map(([id, handler]) => [
    id,
    (input: never, dependencies: never) => {
      calls.set(id, (calls.get(id) ?? 0) + 1);
      return handler(input, dependencies);
    },
  ]);
  const app = createApp({
    config: readConfig({ RATE_LIMIT: '999999', ...environment }),
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
    responseTimes,
    called: (id: string) => calls.get(id) ?? 0,
    ask: (sent: Sent, pauses?: Pauses) => ask(port, sent, pauses),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** In milliseconds: within the body that is sent, and before what comes is read. */
interface Pauses {
  readonly sending?: number;
  readonly reading?: number;
}

async function ask(
  port: number,
  { method, path, headers, body = '' }: Sent,
  { sending, reading }: Pauses = {},
) {
  const length =
    body === '' || headers?.['transfer-encoding'] ? {} : { 'content-length': Buffer.byteLength(body) };
  const outgoing = httpRequest({ port, method, path, headers: { ...length, ...headers } });
  const answered: Promise<IncomingMessage> = once(outgoing, 'response').then(([response]) => response);
  if (sending) {
    outgoing.write(body.slice(0, 3));
    await sleep(sending);
    outgoing.end(body.slice(3));
  } else outgoing.end(body);
  const response = await answered;
  if (reading) await sleep(reading);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return {
    status: response.statusCode,
    headers: stable(response.rawHeaders, path),
    body: stableBody(Buffer.concat(chunks), String(response.headers['content-type'])),
  };
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
