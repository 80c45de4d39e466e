import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import { bundledReleases } from '../taxonomy/releases/index.ts';
import { startRecordingServer } from './http/response-cache/testing/recording-server.ts';
import { createMemoryStore } from './store/memory-store.ts';
import { startTestService, type TestService } from './testing/start-test-service.ts';

const api = '/api/taxonomy';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const cacheable = [
  '/version',
  '',
  '/layers',
  '/categories/S',
  '/subcategories/S/POP',
  '/sync',
  '/sync/incremental?since=1.2.2',
].map((path) => api + path);

describe('a cacheable response', () => {
  it.each(cacheable)('%s → ETag and the headers of the contract', async (path) => {
    const { headers, status } = await service.request(path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('cache-control')).toBe('public, no-cache');
    expect(headers.get('vary')).toBe('Accept-Encoding, Accept, Origin');
    expect(headers.get('etag')).toMatch(/^"[\w-]{43}"$/);
    expect(headers.has('ratelimit')).toBe(false);
  });

  it.each(cacheable)('%s with its ETag → 304 without a body', async (path) => {
    const etag = (await service.request(path)).headers.get('etag') ?? '';
    for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await service.request(path, { headers: { 'If-None-Match': held } });
      expect(response.status).toBe(304);
      expect(response.headers.get('etag')).toBe(etag);
      expect(await response.text()).toBe('');
    }
    const reloaded = { 'If-None-Match': etag, 'Cache-Control': 'no-cache' };
    expect((await service.request(path, { headers: reloaded })).status).toBe(304);
    const within = { 'If-None-Match': `"a,${etag},b"` };
    expect((await service.request(path, { headers: within })).status).toBe(200);
    const changed = await service.request(path, { headers: { 'If-None-Match': '"other"' } });
    expect(changed.status).toBe(200);
  });

  it.each(cacheable)('%s with If-Match → 412 unless it names the ETag', async (path) => {
    const etag = (await service.request(path)).headers.get('etag') ?? '';
    const inner = etag.slice(1, -1);
    const other = '"other"';
    const given: [status: number, headers: Record<string, string>][] = [
      [200, { 'If-Match': etag }],
      [200, { 'If-Match': `${other}, ${etag}` }],
      [200, { 'If-Match': '*' }],
      [304, { 'If-Match': etag, 'If-None-Match': etag }],
      [412, { 'If-Match': `"a,${inner},b"` }],
      [412, { 'If-Match': `W/${etag}` }],
      [412, { 'If-Match': other, 'If-None-Match': etag }],
    ];
    for (const [status, headers] of given) {
      for (const method of ['GET', 'HEAD']) {
        const response = await service.request(path, { method, headers });
        expect([headers, response.status]).toEqual([headers, status]);
        expect(response.headers.get('etag')).toBe(status === 412 ? null : etag);
        const stored = response.headers.get('cache-control');
        expect(stored).toBe(status === 412 ? 'no-store' : 'public, no-cache');
      }
    }
  });

  it.each(cacheable)('%s → the same content in every encoding, each with a different ETag', async (path) => {
    const identity = await service.raw(path, { 'accept-encoding': 'identity' });
    const gzip = await service.raw(path, { 'accept-encoding': 'gzip' });
    const br = await service.raw(path, { 'accept-encoding': 'gzip, br' });
    expect(br.headers['content-encoding']).toBe('br');
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(brotliDecompressSync(br.body)).toEqual(identity.body);
    expect(gunzipSync(gzip.body)).toEqual(identity.body);
    const etags = [identity, gzip, br].map(({ headers }) => headers.etag);
    expect(new Set(etags).size).toBe(3);
  });

  it.each(cacheable)('HEAD %s → the headers of GET without the body', async (path) => {
    const get = await service.raw(path, {});
    const head = await service.raw(path, {}, 'HEAD');
    expect(head.status).toBe(200);
    expect(head.body.length).toBe(0);
    for (const volatile of ['x-request-id', 'date']) {
      delete get.headers[volatile];
      delete head.headers[volatile];
    }
    expect(head.headers).toEqual(get.headers);
  });

  it('a restart → the same ETags', async () => {
    const another = await startTestService();
    for (const path of cacheable) {
      const [one, two] = await Promise.all([service.request(path), another.request(path)]);
      expect(two.headers.get('etag')).toBe(one.headers.get('etag'));
    }
    await another.close();
  });
});

describe('version, full sync and health', () => {
  it('full sync → version and counts, computed from the data', async () => {
    const { version, metadata } = await (await service.request(`${api}/sync`)).json();
    expect(version).toBe('1.2.3');
    expect(metadata).toMatchObject({ layerCount: 10, totalItems: 335, cacheTimeout: 300_000 });
  });

  it('CACHE_TIMEOUT → the full sync and the deltas say it', async () => {
    const slow = await startTestService({ environment: { CACHE_TIMEOUT: '60000' } });
    for (const path of ['/sync', '/sync/incremental?since=1.2.2', '/sync/incremental?since=1.2.3']) {
      const { metadata } = await (await slow.request(`${api}${path}`)).json();
      expect([path, metadata.cacheTimeout]).toEqual([path, 60_000]);
    }
    await slow.close();
  });

  it('version → the checksum of the contract that the service runs', async () => {
    const { contract } = await (await service.request(`${api}/version`)).json();
    const { version, checksum } = readContract();
    expect(contract).toEqual({ version, checksum });
  });

  it('the store fails → health is degraded, and reads succeed', async () => {
    const failing = await startTestService({
      store: { ...createMemoryStore(bundledReleases), ping: () => Promise.reject(new Error('gone')) },
    });
    const response = await failing.request(`${api}/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: 'degraded',
      checks: { store: { status: 'down' } },
    });
    expect((await failing.request(`${api}/layers`)).status).toBe(200);
    await failing.close();
  });

  it('an app that no service drains → health is healthy', async () => {
    const server = await startRecordingServer({});
    const { status, body } = await server.send({ method: 'GET', path: `${api}/health` });
    expect([status, body]).toEqual([200, expect.stringContaining('"status":"healthy"')]);
    await server.close();
  });

  it('a hanging store → health responds with degraded', async () => {
    const hanging = await startTestService({
      store: { ...createMemoryStore(bundledReleases), ping: () => new Promise(() => {}) },
    });
    expect(await (await hanging.request(`${api}/health`)).json()).toMatchObject({ status: 'degraded' });
    await hanging.close();
  });
});

describe('a request that matches no operation', () => {
  it.each([
    ['GET', '/nowhere', 404, 'not-found', null],
    ['GET', `${api}/layers/`, 404, 'not-found', null],
    ['POST', `${api}/convert/batch/`, 404, 'not-found', null],
    ['GET', `${api}/Layers`, 404, 'not-found', null],
    ['GET', '/problems/no-such', 404, 'not-found', null],
    ['POST', `${api}/layers`, 405, 'method-not-allowed', 'GET, HEAD, OPTIONS'],
    ['DELETE', `${api}/sync`, 405, 'method-not-allowed', 'GET, HEAD, OPTIONS'],
    ['GET', `${api}/convert/batch`, 405, 'method-not-allowed', 'POST, OPTIONS'],
    ['PATCH', `${api}/categories/S`, 405, 'method-not-allowed', 'GET, HEAD, OPTIONS'],
  ])('%s %s → %i %s', async (method, path, status, slug, allow) => {
    const response = await service.request(path, { method });
    expect(response.status).toBe(status);
    expect(response.headers.get('allow')).toBe(allow);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ type: `/problems/${slug}`, status, instance: path });
  });

  it.each(['application/json', 'text/html, application/json;v=1;q=0.1'])(
    'Accept: %s → 200',
    async (accept) => {
      const response = await service.request(`${api}/layers`, { headers: { Accept: accept } });
      expect(response.status).toBe(200);
    },
  );

  it.each(['text/html', 'application/xml', 'application/json;q=0'])('Accept: %s → 406', async (accept) => {
    const response = await service.request(`${api}/layers`, { headers: { Accept: accept } });
    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({ type: '/problems/not-acceptable' });
  });

  it.each([
    ['/categories/SS', '/path/layer'],
    ['/categories/0', '/path/layer'],
    ['/categories/%ZZ', '/path/layer'],
    ['/categories/%E0%A4%A', '/path/layer'],
    ['/subcategories/S/PO', '/path/category'],
    ['/sync/incremental', '/query/since'],
    ['/sync/incremental?since=', '/query/since'],
    ['/sync/incremental?since=1.2', '/query/since'],
    ['/sync/incremental?since=v1.2.3', '/query/since'],
    ['/sync/incremental?since=01.2.3', '/query/since'],
    ['/sync/incremental?since=1.2.3-rc', '/query/since'],
    ['/sync/incremental?since=%00', '/query/since'],
    [`/sync/incremental?since=${'1'.repeat(400)}.0.0`, '/query/since'],
    ['/sync/incremental?since=1.2.2&since=1.2.3', '/query/since'],
    ['/sync/incremental?since[]=1.2.2', '/query/since[]'],
    ['/sync/incremental?since=1.2.2&sicne=1', '/query/sicne'],
  ])('%s → 400 at %s', async (path, pointer) => {
    const response = await service.request(api + path);
    expect(response.status).toBe(400);
    const { type, errors } = await response.json();
    expect(type).toBe('/problems/invalid-request');
    expect(errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });
});

describe('every response', () => {
  it('a well-formed X-Request-Id → echoed, also in a problem and in the log', async () => {
    const headers = { 'X-Request-Id': 'abc-123' };
    const response = await service.request(`${api}/nowhere?secret=1`, { headers });
    expect(response.headers.get('x-request-id')).toBe('abc-123');
    expect((await response.json()).requestId).toBe('abc-123');
    const line = service.logs.find(({ reqId }) => reqId === 'abc-123');
    expect(line).toMatchObject({ res: { status: 404 } });
    expect(JSON.stringify(line)).not.toContain('secret');
  });

  it.each(['', 'a b', 'x'.repeat(65), '<script>'])('X-Request-Id "%s" → a new one', async (id) => {
    const response = await service.request(`${api}/layers`, { headers: { 'X-Request-Id': id } });
    expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  });

  it('a request → one line in the log, with its id, its method and its path', async () => {
    const logged = await startTestService();
    const headers = { 'X-Request-Id': 'abc-123' };
    const response = await logged.request(`${api}/nowhere?secret=1#part`, { headers });
    expect(response.headers.get('x-request-id')).toBe('abc-123');
    await logged.close();
    const [line, ...others] = logged.logs.filter(({ msg }) => msg !== 'release loaded');
    expect(others).toEqual([]);
    expect(line).toEqual({
      ...{ level: 30, msg: 'request completed' },
      ...{ time: expect.any(Number), pid: expect.any(Number), hostname: expect.any(String) },
      reqId: 'abc-123',
      req: { id: 'abc-123', method: 'GET', path: `${api}/nowhere` },
      res: { status: 404 },
      responseTime: expect.any(Number),
    });
  });

  it('an escape that is not needed, in the path and in the query → the path without it, and the query', async () => {
    const path = `${api}/sync/incremental?since=1%2E2.2`;
    expect((await service.raw(path.replace('sync', 's%79nc'), {})).body).toEqual(
      (await service.raw(path, {})).body,
    );
  });

  it('CORS_ORIGINS → scripts of these origins may read responses, and others may not', async () => {
    const two = ['https://one.example', 'https://two.example'];
    const limited = await startTestService({ environment: { CORS_ORIGINS: two.join() } });
    for (const origin of [...two, 'https://three.example']) {
      const { headers } = await limited.request(`${api}/layers`, { headers: { Origin: origin } });
      const allowed = headers.get('access-control-allow-origin');
      expect([origin, allowed]).toEqual([origin, two.includes(origin) ? origin : null]);
    }
    await limited.close();
  });

  it('a preflight → allowed from any origin', async () => {
    const headers = { Origin: 'https://app.example', 'Access-Control-Request-Method': 'POST' };
    const response = await service.request(`${api}/convert/batch`, { method: 'OPTIONS', headers });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const methods = response.headers.get('access-control-allow-methods')?.split(',');
    const declared = readContract().operations.map(({ method }) => method.toUpperCase());
    expect(methods?.sort()).toEqual([...new Set(['HEAD', ...declared])].sort());
  });

  it('a script of another origin → may read the headers of the contract', async () => {
    const response = await service.request(`${api}/layers`, { headers: { Origin: 'https://app.example' } });
    expect(response.headers.get('access-control-expose-headers')?.split(',')).toEqual(
      expect.arrayContaining(['etag', 'link', 'ratelimit', 'retry-after', 'x-request-id']),
    );
  });
});

describe('rate limit', () => {
  it('the quota is used up → 429 with Retry-After and RateLimit; POST → RateLimit before that', async () => {
    const limited = await startTestService({ environment: { RATE_LIMIT: '2' } });
    const first = await limited.post(`${api}/convert/hfn-to-mfa`, { hfn: 'S.POP.BAS.001' });
    expect(first.headers.get('ratelimit')).toBe('"requests"; r=1; t=60');
    expect((await limited.request(`${api}/layers`)).status).toBe(200);

    const refused = await limited.request(`${api}/layers`);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('ratelimit-policy')).toMatch(/^"requests"; q=2; w=60; pk=:.+:$/);
    expect(await refused.json()).toMatchObject({ type: '/problems/rate-limited', status: 429 });
    await limited.close();
  });
});
