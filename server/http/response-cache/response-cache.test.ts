/** The same requests to a server with and to one without the response cache: the responses are the same. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readContract } from '../../../contract/bundle-file.ts';
import { scenariosOf } from '../../../contract/scenarios.ts';
import type { Dependencies } from '../../handler.ts';
import type { Input } from '../../operation-types.ts';
import { handlers } from '../../operations.ts';
import { Representation } from '../representation.ts';
import { createResponseCache } from './response-cache.ts';
import { type Sent, startRecordingServer } from './testing/recording-server.ts';

const slowMs = 40;
const json = { 'content-type': 'application/json' };
const one = '{"hfn":"S.POP.HPM.001"}';
const convert = { method: 'POST', path: '/api/taxonomy/convert/hfn-to-mfa', headers: json };
const layers = { method: 'GET', path: '/api/taxonomy/layers' };

const all = scenariosOf(readContract()).map(({ operation, request }) => {
  const { method, path, headers, body } = request;
  const sent: Sent = { method: method.toUpperCase(), path, headers };
  return { id: operation.id, sent: body === undefined ? sent : { ...sent, body: JSON.stringify(body) } };
});
const scenarios = all.map(({ sent }) => sent);
/** The first success of each operation: whatever is no success takes the full pipeline. */
const gets = [...new Map(all.toReversed().map(({ id, sent }) => [id, sent])).values()].filter(
  ({ method }) => method === 'GET',
);

const corpus: readonly Sent[] = [
  ...scenarios,
  ...[
    { 'accept-encoding': 'br' },
    { 'accept-encoding': 'gzip' },
    { 'accept-encoding': 'br;q=0, gzip;q=0.1' },
    { origin: 'https://client.example' },
    { 'if-none-match': '*' },
    { 'if-none-match': '"x", W/"y"' },
    { 'if-match': '*' },
    { 'if-match': '"x", W/"y"' },
    { 'if-match': '"x"', 'if-none-match': '*' },
    { 'x-request-id': 'my-own-id' },
    { 'x-request-id': 'not well formed' },
    { accept: 'text/html' },
    { accept: 'undefined' },
    { accept: '' },
    { origin: 'undefined' },
    { authorization: 'Bearer one' },
    { authorization: ['Bearer one', 'Bearer other'] },
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
  { ...layers, path: '//evil.example/x' },
  { ...layers, path: '/api/taxonomy/%6Cayers' },
  { ...layers, path: '/api/taxonomy/%6Cayers?x=1#y' },
  { ...layers, path: '/api/taxonomy/categories/%53' },
  { ...layers, path: '/api/taxonomy/categories%2FS' },
  { ...layers, path: 'http://someone:secret@host.example/api/taxonomy/%6Cayers' },
  { ...convert, path: '/api/taxonomy/convert/hfn%2dto-mfa', body: one },
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
  // A request id may equal the name of a header. Its own Accept makes it the request whose response is cached.
  ...['X-Request-Id', 'RateLimit', 'RateLimit-Policy', 'Content-Length', 'Date'].flatMap((id, index) => {
    const accept = `application/json, text/html;q=0.${index + 1}`;
    return [{ ...layers }, { ...convert, body: one }].flatMap((sent) => [
      { ...sent, headers: { ...json, accept, 'x-request-id': id } },
      { ...sent, headers: { ...json, accept } },
    ]);
  }),
];

type Recording = Awaited<ReturnType<typeof startRecordingServer>>;
let cached: Recording;
let uncached: Recording;
beforeAll(async () => {
  cached = await startRecordingServer({ RESPONSE_CACHE: 'on' });
  uncached = await startRecordingServer({ RESPONSE_CACHE: 'off' });
});
afterAll(() => Promise.all([cached.close(), uncached.close()]));

const linesSince = ({ logs }: Recording, start: number) => logs.slice(start);

describe('any request', () => {
  // Time stands still for the quotas. Else that of one server would begin anew before that of the other.
  const now = performance.now();
  beforeEach(() => void vi.spyOn(performance, 'now').mockReturnValue(now));
  afterEach(() => void vi.restoreAllMocks());

  // The response to the first request is cached, and replayed for the second.
  it.each(corpus.map((sent, index) => [index, label(sent), sent] as const))(
    'request %i, twice: %s → the same responses and log lines with and without the cache',
    async (_index, _label, sent) => {
      const starts = [cached.logs.length, uncached.logs.length] as const;
      for (const _time of [1, 2]) expect(await cached.send(sent)).toEqual(await uncached.send(sent));
      const lines = linesSince(uncached, starts[1]);
      await vi.waitFor(() => expect(linesSince(cached, starts[0])).toHaveLength(lines.length));
      expect(linesSince(cached, starts[0])).toEqual(lines);
    },
  );
});

it('a cached GET → its handler is not called; a POST → its handler is called each time', async () => {
  const { called } = cached;
  const sendToBoth = async (sent: Sent) => [await cached.send(sent), await uncached.send(sent)];
  await sendToBoth(layers);
  const before = [called('listLayers'), called('convertHfnToMfa')] as const;
  for (const sent of [layers, { ...convert, body: one }]) await sendToBoth(sent);
  expect([called('listLayers'), called('convertHfnToMfa')]).toEqual([before[0], before[1] + 1]);
  expect(uncached.called('listLayers')).toBeGreaterThan(before[0]);
});

it('a cached GET with credentials → its handler is not called', async () => {
  const request = { ...layers, headers: { authorization: 'Bearer one' } };
  await cached.send(request);
  const before = cached.called('listLayers');
  await cached.send(request);
  expect(cached.called('listLayers')).toBe(before);
});

it('URLs with a password or a fragment → neither is in the log', () => {
  expect(JSON.stringify(cached.logs)).not.toMatch(/secret|host\.example|#/);
});

it.each([
  [200, { path: '/api/taxonomy/%6Cayers' }],
  [200, { path: 'http://host.example/api/taxonomy/layers' }],
  [404, { path: '/api%2Ftaxonomy/layers' }],
  [200, { path: '/%64ocs' }],
  [406, { headers: { accept: 'undefined' } }],
  [400, { headers: { authorization: ['Bearer one', 'Bearer one'] } }],
])(
  'status %i: %j, after a request without it → the same with and without the cache',
  async (status, sent) => {
    for (const server of [cached, uncached]) {
      await server.send(layers);
      expect((await server.send({ ...layers, ...sent })).status).toBe(status);
    }
  },
);

it('a repeated member → 400 at the member, with and without the cache', async () => {
  for (const server of [cached, uncached]) {
    await server.send({ ...convert, body: one });
    const { status, body } = await server.send({ ...convert, body: `${one.slice(0, -1)},"hfn":"T"}` });
    expect(status).toBe(400);
    expect(JSON.parse(body).errors).toEqual([{ pointer: '/body/hfn', detail: 'is there more than once' }]);
  }
});

it.each([
  ['if-none-match', '*'],
  ['if-match', '"x"'],
  ['if-modified-since', 'Fri, 01 Jan 2100 00:00:00 GMT'],
])('health with %s → 200', async (name, value) => {
  for (const server of [cached, uncached])
    for (const method of ['GET', 'HEAD'])
      expect(
        await server.send({ method, path: '/api/taxonomy/health', headers: { [name]: value } }),
      ).toMatchObject({ status: 200 });
});

describe.each(['on', 'off'])('response cache %s', (RESPONSE_CACHE) => {
  it('the quota is used up → no handler is called for refused requests', async () => {
    const server = await startRecordingServer({ RESPONSE_CACHE, RATE_LIMIT: '2' });
    const statuses = [];
    for (const _time of [1, 2, 3, 4]) statuses.push((await server.send({ ...convert, body: one })).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
    expect(server.called('convertHfnToMfa')).toBe(2);
    await server.close();
  });

  it.each([
    ['https', '0', false],
    ['http', '1', false],
    ['https', '1', true],
  ])('X-Forwarded-Proto %s and %s trusted proxies → HSTS: %s', async (proto, TRUSTED_PROXIES, has) => {
    const server = await startRecordingServer({ RESPONSE_CACHE, TRUSTED_PROXIES });
    for (const sentBefore of ['http', 'https', proto]) {
      const { headers } = await server.send({ ...layers, headers: { 'x-forwarded-proto': sentBefore } });
      if (sentBefore === proto) expect(headers.includes('Strict-Transport-Security')).toBe(has);
    }
    await server.close();
  });

  it('a slow handler → the log has its response time', async () => {
    const server = await startRecordingServer(
      { RESPONSE_CACHE },
      { convertHfnToMfa: slowly(handlers.convertHfnToMfa) },
    );
    for (const _time of [1, 2, 3]) await server.send({ ...convert, body: one });
    expect(server.responseTimes).toHaveLength(3);
    expect(Math.min(...server.responseTimes)).toBeGreaterThanOrEqual(slowMs / 2);
    await server.close();
  });

  it('a slow reader → the log has its response time', async () => {
    // Not compressed, which takes seconds.
    const identity = { encoding: 'identity', bytes: Buffer.alloc(20_000_000, 'x'), etag: '"x"' } as const;
    const large = new Representation<never>(identity, [], 'application/json');
    const server = await startRecordingServer(
      { RESPONSE_CACHE },
      { getTaxonomy: () => ({ status: 200, body: large as never }) },
    );
    const get = { method: 'GET', path: '/api/taxonomy', headers: { 'accept-encoding': 'identity' } };
    for (const _time of [1, 2]) await server.send(get, { reading: slowMs });
    await vi.waitFor(() => expect(server.responseTimes).toHaveLength(2));
    expect(Math.min(...server.responseTimes)).toBeGreaterThanOrEqual(slowMs / 2);
    await server.close();
  });

  it('an invalid body that arrives slowly → the log has its response time', async () => {
    const server = await startRecordingServer({ RESPONSE_CACHE });
    for (const body of [one, '{"hfn":1} ']) await server.send({ ...convert, body }, { sending: slowMs });
    expect(Math.min(...server.responseTimes)).toBeGreaterThanOrEqual(slowMs / 2);
    await server.close();
  });

  it('a handler that is told of each sent response → it is told of cached ones too', async () => {
    const sent: string[] = [];
    const server = await startRecordingServer(
      { RESPONSE_CACHE },
      {
        listLayers: (_input, { snapshots }) => {
          const body = snapshots.current().layers;
          return { status: 200, body, onSent: () => sent.push('GET') };
        },
        convertHfnToMfa: (input, dependencies) => {
          const { hfn } = input.body;
          return Object.assign(handlers.convertHfnToMfa(input, dependencies), {
            onSent: () => sent.push(hfn),
          });
        },
      },
    );
    for (const _time of [1, 2]) await server.send(layers);
    for (const _time of [1, 2]) await server.send({ ...convert, body: one });
    expect(sent).toEqual(['GET', 'GET', 'S.POP.HPM.001', 'S.POP.HPM.001']);
    await server.close();
  });

  it('a handler whose status depends on the body → each body gets its own status and headers', async () => {
    const convertHfnToMfa = (({ body: { hfn } }: Input<'convertHfnToMfa'>) => ({
      status: hfn.startsWith('S.') ? 200 : 202,
      body: {},
      ...(hfn.startsWith('T.') && { headers: { 'X-Way': 'own' }, status: 200 }),
    })) as never;
    const server = await startRecordingServer(
      {
        RESPONSE_CACHE,
        ENVIRONMENT: 'production',
        CORS_ORIGINS: 'https://app.example',
        PUBLIC_URL: 'https://registry.example',
      },
      { convertHfnToMfa },
    );
    const received = [];
    for (const layer of ['S', 'T', 'V', 'S']) {
      const body = one.replace('S', layer);
      const { status, headers } = await server.send({ ...convert, body });
      received.push([layer, status, headers.includes('X-Way')]);
    }
    expect(received).toEqual([
      ['S', 200, false],
      ['T', 200, true],
      ['V', 202, false],
      ['S', 200, false],
    ]);
    await server.close();
  });
});

describe('a failure of the response cache', () => {
  it('the cache fails before it responds → logged, and the full pipeline responds', async () => {
    const error = vi.fn();
    const broken = { find: () => JSON.parse('no JSON') };
    const dependencies = {
      posts: new Map(),
      cachedResponses: broken,
      snapshots: { currentOrUndefined: () => ({}) },
      logger: { error },
    };
    const fullPipeline = (_request: IncomingMessage, response: ServerResponse) =>
      response.end('full pipeline');
    const server = createServer(createResponseCache(dependencies as never, fullPipeline)).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('full pipeline');
    expect(error).toHaveBeenCalledWith({ err: expect.any(SyntaxError) }, expect.any(String));
    server.close();
  });

  it('the cache fails after it has responded → logged, and this response and the next arrive', async () => {
    let lines = 0;
    const server = await startRecordingServer({}, {}, ({ msg }) => {
      if (msg === 'request completed' && ++lines === 2) throw new Error('the line cannot be written');
    });
    for (const _time of [1, 2, 3]) expect(await server.send(layers)).toMatchObject({ status: 200 });
    const msg = 'the response cache failed after it had responded';
    const err = expect.objectContaining({ message: 'the line cannot be written' });
    expect(server.logs).toContainEqual(expect.objectContaining({ msg, err }));
    await server.close();
  });
});

function slowly<Input, Output>(handler: (input: Input, dependencies: Dependencies) => Output) {
  return (input: Input, dependencies: Dependencies) => {
    const end = performance.now() + slowMs;
    while (performance.now() < end);
    return handler(input, dependencies);
  };
}

function label({ method, path, headers, body }: Sent): string {
  return `${method} ${path} ${JSON.stringify(headers ?? {})} ${String(body ?? '').slice(0, 40)}`;
}
