import { request as httpRequest, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import { bundledReleases } from '../taxonomy/releases/index.ts';
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

describe('a cacheable answer', () => {
  it.each(cacheable)('%s → validators, and the headers of the contract', async (path) => {
    const { headers, status } = await service.request(path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('cache-control')).toBe('public, no-cache');
    expect(headers.get('vary')).toBe('Accept-Encoding, Origin');
    expect(headers.get('etag')).toMatch(/^"[\w-]{43}"$/);
    expect(headers.has('ratelimit')).toBe(false);
  });

  it.each(cacheable)('%s with its ETag → 304 without a body', async (path) => {
    const etag = (await service.request(path)).headers.get('etag') ?? '';
    for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await service.request(path, { headers: { 'If-None-Match': held } });
      expect(answer.status).toBe(304);
      expect(answer.headers.get('etag')).toBe(etag);
      expect(await answer.text()).toBe('');
    }
    const changed = await service.request(path, { headers: { 'If-None-Match': '"other"' } });
    expect(changed.status).toBe(200);
  });

  it.each(cacheable)('%s → the same bytes in every encoding, each with an ETag of its own', async (path) => {
    const identity = await raw(path, { 'accept-encoding': 'identity' });
    const gzip = await raw(path, { 'accept-encoding': 'gzip' });
    const br = await raw(path, { 'accept-encoding': 'gzip, br' });
    expect(br.headers['content-encoding']).toBe('br');
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(brotliDecompressSync(br.body)).toEqual(identity.body);
    expect(gunzipSync(gzip.body)).toEqual(identity.body);
    const etags = [identity, gzip, br].map(({ headers }) => headers.etag);
    expect(new Set(etags).size).toBe(3);
  });

  it.each(cacheable)('HEAD %s → the headers of GET without the body', async (path) => {
    const get = await raw(path, {});
    const head = await raw(path, {}, 'HEAD');
    expect(head.status).toBe(200);
    expect(head.body.length).toBe(0);
    for (const volatile of ['x-request-id', 'date']) {
      delete get.headers[volatile];
      delete head.headers[volatile];
    }
    expect(head.headers).toEqual(get.headers);
  });

  it('is the same after a restart', async () => {
    const another = await startTestService();
    for (const path of cacheable) {
      const [one, two] = await Promise.all([service.request(path), another.request(path)]);
      expect(two.headers.get('etag')).toBe(one.headers.get('etag'));
    }
    await another.close();
  });
});

describe('what the service says of itself', () => {
  it('full sync → version and counts, computed from the data', async () => {
    const { version, metadata } = await (await service.request(`${api}/sync`)).json();
    expect(version).toBe('1.2.3');
    expect(metadata).toMatchObject({ layerCount: 10, totalItems: 335, cacheTimeout: 300_000 });
  });

  it('version → the checksum of the contract it runs', async () => {
    const { contract } = await (await service.request(`${api}/version`)).json();
    const { version, checksum } = readContract();
    expect(contract).toEqual({ version, checksum });
  });

  it('the store fails → degraded, and reads go on', async () => {
    const failing = await startTestService({
      store: { ...createMemoryStore(bundledReleases), ping: () => Promise.reject(new Error('gone')) },
    });
    const answer = await failing.request(`${api}/health`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: 'degraded', checks: { store: { status: 'down' } } });
    expect((await failing.request(`${api}/layers`)).status).toBe(200);
    await failing.close();
  });

  it('a hanging store → an answer all the same', async () => {
    const hanging = await startTestService({
      store: { ...createMemoryStore(bundledReleases), ping: () => new Promise(() => {}) },
    });
    expect(await (await hanging.request(`${api}/health`)).json()).toMatchObject({ status: 'degraded' });
    await hanging.close();
  });
});

describe('a request that no operation answers', () => {
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
    const answer = await service.request(path, { method });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('allow')).toBe(allow);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ type: `/problems/${slug}`, status, instance: path });
  });

  it.each(['text/html', 'application/xml', 'application/json;q=0'])('Accept: %s → 406', async (accept) => {
    const answer = await service.request(`${api}/layers`, { headers: { Accept: accept } });
    expect(answer.status).toBe(406);
    expect(await answer.json()).toMatchObject({ type: '/problems/not-acceptable' });
  });

  it.each([
    ['/categories/SS', '/path/layer'],
    ['/categories/0', '/path/layer'],
    ['/categories/%ZZ', '/path'],
    ['/categories/%E0%A4%A', '/path'],
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
    ['/sync/incremental?since[]=1.2.2', '/query/since'],
    ['/sync/incremental?since=1.2.2&sicne=1', '/query/sicne'],
  ])('%s → 400 at %s', async (path, pointer) => {
    const answer = await service.request(api + path);
    expect(answer.status).toBe(400);
    const { type, errors } = await answer.json();
    expect(type).toBe('/problems/invalid-request');
    expect(errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });
});

describe('every answer', () => {
  it('a well-formed X-Request-Id is echoed, in a problem and in the log too', async () => {
    const headers = { 'X-Request-Id': 'abc-123' };
    const answer = await service.request(`${api}/nowhere?secret=1`, { headers });
    expect(answer.headers.get('x-request-id')).toBe('abc-123');
    expect((await answer.json()).requestId).toBe('abc-123');
    const line = service.logs.find(({ reqId }) => reqId === 'abc-123');
    expect(line).toMatchObject({ res: { status: 404 } });
    expect(JSON.stringify(line)).not.toContain('secret');
  });

  it.each(['', 'a b', 'x'.repeat(65), '<script>'])('X-Request-Id "%s" → a new one', async (id) => {
    const answer = await service.request(`${api}/layers`, { headers: { 'X-Request-Id': id } });
    expect(answer.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  });

  it('a preflight → allowed, from anywhere', async () => {
    const headers = { Origin: 'https://app.example', 'Access-Control-Request-Method': 'POST' };
    const answer = await service.request(`${api}/convert/batch`, { method: 'OPTIONS', headers });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-methods')?.split(',').sort()).toEqual([
      'GET',
      'HEAD',
      'POST',
    ]);
  });

  it('a script of another origin may read the headers of the contract', async () => {
    const answer = await service.request(`${api}/layers`, { headers: { Origin: 'https://app.example' } });
    expect(answer.headers.get('access-control-expose-headers')?.split(',')).toEqual(
      expect.arrayContaining(['etag', 'link', 'ratelimit', 'retry-after', 'x-request-id']),
    );
  });
});

describe('a client over its share', () => {
  it('→ 429 with Retry-After and RateLimit, on POST the share is announced before', async () => {
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

describe('a fault of the server', () => {
  it('an answer that breaks the contract → 500 outside production, announced without its inside', async () => {
    // The contract now says something else than the handlers do: what drift looks like at run time.
    const contract = readContract();
    const document = structuredClone(contract.document);
    const schemas = (document.components as { schemas: Record<string, { required: string[] }> }).schemas;
    schemas.Conversion!.required.push('aliasOf');
    const drifted = await startTestService({ contract: { ...contract, document } });
    const answer = await drifted.post(`${api}/convert/hfn-to-mfa`, { hfn: 'S.POP.BAS.001' });
    expect(answer.status).toBe(500);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ type: '/problems/internal', status: 500 });
    expect(text).not.toMatch(/aliasOf|node_modules|\.ts/);
    expect(drifted.logs.some(({ err }) => JSON.stringify(err ?? '').includes('aliasOf'))).toBe(true);
    // What is repeated is what was right: the next answer, which keeps the contract, is announced as it is.
    for (const _time of [1, 2]) {
      const kept = await drifted.post(`${api}/convert/hfn-to-mfa`, { hfn: 'G.POP.SWIFT.001' });
      expect([kept.status, kept.headers.get('content-type')]).toEqual([
        200,
        'application/json; charset=utf-8',
      ]);
    }
    await drifted.close();
  });

  it('a release that breaks the contract → it is not served at all', async () => {
    const [release] = bundledReleases;
    const broken = { ...release!, version: 'latest' };
    const starting = startTestService({ store: createMemoryStore([broken]) });
    await expect(starting).rejects.toThrow(/breaks the contract: \/version/);
  });
});

describe('the docs', () => {
  const documents = ['/openapi.yaml', '/openapi.json', '/docs/redoc.standalone.js'];

  it.each([...documents, '/docs', '/problems'])('%s → within the share of its client', async (path) => {
    const limited = await startTestService({ environment: { RATE_LIMIT: '1' } });
    const statuses = [await limited.request(path), await limited.request(path)].map(({ status }) => status);
    expect(statuses).toEqual([200, 429]);
    await limited.close();
  });

  it.each(documents)('%s → compressed where that is taken, and not sent to who has it', async (path) => {
    const plain = await raw(path, { 'accept-encoding': 'identity' });
    const br = await raw(path, { 'accept-encoding': 'br' });
    expect(br.headers['content-encoding']).toBe('br');
    expect(br.headers['content-type']).toBe(plain.headers['content-type']);
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true); // toEqual takes seconds for a megabyte
    expect(br.body.length).toBeLessThan(plain.body.length / 3);
    const held = await raw(path, { 'accept-encoding': 'br', 'if-none-match': String(br.headers.etag) });
    expect([held.status, held.body.length]).toEqual([304, 0]);
  });

  it.each(['/docs', '/problems', '/problems/unknown-address'])(
    '%s → a page that loads from here alone',
    async (path) => {
      const answer = await service.request(path);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(await answer.text()).not.toMatch(/(?:src|href)="?(?:https?:)?\/\//);
    },
  );

  it('every kind of problem has its page', async () => {
    for (const slug of readContract().problems.keys()) {
      expect((await service.request(`/problems/${slug}`)).status).toBe(200);
    }
  });

  it('the contract is served as the bundle it runs', async () => {
    const { text, document } = readContract();
    expect(await (await service.request('/openapi.yaml')).text()).toBe(text);
    expect(await (await service.request('/openapi.json')).json()).toEqual(document);
    expect((await service.request('/docs/redoc.standalone.js')).status).toBe(200);
  });
});

interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** fetch decodes and adds headers of its own; this sends and gives exactly what is on the wire. */
function raw(path: string, headers: Record<string, string>, method = 'GET'): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    httpRequest(service.url + path, { method, headers, agent: false }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) });
    })
      .on('error', reject)
      .end();
  });
}
