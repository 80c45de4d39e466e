import { getResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readContract } from '../../../contract/bundle-file.ts';
import type { operations } from '../../../generated/api.ts';
import { createTaxonomyClient } from '../calls/taxonomy-client.ts';
import type { HandlerOptions } from './create-handlers.ts';
import { handlers } from './index.ts';
import { ownContract } from './own-contract.ts';

const baseUrl = 'https://registry.example/prefix';

/** Sends requests to the same handlers. The path follows /api/taxonomy. */
function sender(options: HandlerOptions<keyof operations> = {}) {
  const own = handlers({ baseUrl, ...options });
  return (path: string, init?: RequestInit) =>
    getResponse(own, new Request(`${options.baseUrl ?? baseUrl}/api/taxonomy${path}`, init));
}

const json = { 'content-type': 'application/json' };
const convert = (body: object) => ({ method: 'POST', headers: json, body: JSON.stringify(body) });

describe('a request', () => {
  const send = sender();

  it.each<[string, string, RequestInit, number, object]>([
    ['of a scenario', '/categories/S', {}, 200, { layer: { code: 'S' } }],
    ['of a scenario that is a problem', '/categories/Z', {}, 404, { type: '/problems/unknown-layer' }],
    [
      'with the body of a scenario',
      '/convert/hfn-to-mfa',
      convert({ hfn: 'S.POP.HPM.001' }),
      200,
      { mfa: '2.001.007.001' },
    ],
    [
      'with an invalid body',
      '/convert/hfn-to-mfa',
      convert({}),
      400,
      { errors: [{ pointer: '/body/hfn', detail: 'is missing' }] },
    ],
    [
      'with a misspelt parameter',
      '/search?q=pop&limitt=3',
      {},
      400,
      { errors: [{ pointer: '/query/limitt' }] },
    ],
    ['without credentials', '/releases', convert({}), 401, { type: '/problems/unauthenticated' }],
    ['with an unknown path', '/layrs', {}, 404, { type: '/problems/not-found' }],
    ['with another method', '/layers', { method: 'DELETE' }, 405, { type: '/problems/method-not-allowed' }],
    ['that accepts no JSON', '/layers', { headers: { accept: 'image/png' } }, 406, { status: 406 }],
  ])('%s → as the mock responds', async (_, path, init, status, body) => {
    const response = await send(path, init);

    expect(response?.status).toBe(status);
    expect(response?.headers.get('x-mock')).toBeNull();
    expect(await response?.json()).toMatchObject(body);
  });

  it('without a scenario → the first example of success, and X-Mock says so', async () => {
    const response = await send('/categories/T');

    expect(response?.status).toBe(200);
    expect(response?.headers.get('x-mock')).toMatch(/^no-matching-example; used=/);
  });

  it('without a scenario, strict → 501, which names the input', async () => {
    const lines: string[] = [];
    const response = await sender({ strict: true, unmatched: (line) => lines.push(line) })('/categories/T');

    expect([response?.status, lines]).toEqual([
      501,
      ['No example: GET /api/taxonomy/categories/T /path/layer "T"'],
    ]);
  });

  it('with its id, path and current ETag → echoed, named, 304', async () => {
    const problem = await send('/categories/Z', { headers: { 'x-request-id': 'mine-1' } });
    expect(await problem?.json()).toMatchObject({
      requestId: 'mine-1',
      instance: '/api/taxonomy/categories/Z',
    });

    const etag = (await send('/layers'))?.headers.get('etag') ?? '';
    const again = await send('/layers', { headers: { 'if-none-match': etag } });
    expect([again?.status, await again?.text()]).toEqual([304, '']);
  });

  it('HEAD → no body', async () => {
    const response = await send('/layers', { method: 'HEAD' });

    expect([response?.status, response?.headers.get('content-type'), await response?.text()]).toEqual([
      ...[200, 'application/json', ''],
    ]);
  });

  it.each<[string, string, RequestInit]>([
    ['of another origin', 'https://elsewhere.example/prefix/api/taxonomy/layers', {}],
    ['without the prefix', 'https://registry.example/api/taxonomy/layers', {}],
    ['of the page', `${baseUrl}/index.html`, {}],
    ['that begins alike', `${baseUrl}/api/taxonomy-old`, {}],
    ['that is a preflight', `${baseUrl}/api/taxonomy/layers`, { method: 'OPTIONS' }],
  ])('%s → left to MSW', async (_, url, init) => {
    expect(await getResponse(handlers({ baseUrl }), new Request(url, init))).toBeUndefined();
  });

  it('of any origin, without a base URL → answered', async () => {
    const response = await getResponse(handlers(), new Request('https://any.example/api/taxonomy/layers'));

    expect(response?.status).toBe(200);
  });
});

describe('a response that the test chooses', () => {
  it('a scenario → sent by the operations that have it, others as they are', async () => {
    const send = sender({ scenario: 'unknownLayer' });

    const statuses = ['/categories/S', '/layers/S/category-count', '/layers'].map(
      async (path) => (await send(path))?.status,
    );
    expect(await Promise.all(statuses)).toEqual([404, 404, 200]);
    // It is invalid whatever the scenario is.
    expect((await send('/categories/SS'))?.status).toBe(400);
  });

  it('a sequence → each operation sends it once, then by the request', async () => {
    const send = sender({ sequence: [503, 'unknownLayer'] });
    const statuses: unknown[] = [];
    for (const path of ['/categories/S', '/layers', '/categories/S', '/layers', '/categories/S'])
      statuses.push((await send(path))?.status);

    expect(statuses).toEqual([503, 503, 404, 200, 200]);
  });

  it('a sequence for one operation → the handlers behind it answer the others', async () => {
    const all = [...handlers({ baseUrl, only: ['getVersion'], sequence: [429] }), ...handlers({ baseUrl })];
    const send = (path: string, method = 'GET') =>
      getResponse(all, new Request(`${baseUrl}/api/taxonomy${path}`, { method }));

    expect((await send('/layers'))?.status).toBe(200);
    expect((await send('/version', 'POST'))?.status).toBe(405);
    expect((await send('/version', 'HEAD'))?.status).toBe(429);
    expect((await send('/version'))?.status).toBe(200);
  });

  it.each<[string, RequestInit, number, string]>([
    ['a status', { headers: { prefer: 'code=404' } }, 404, '/problems/unknown-layer'],
    ['an example', { headers: { prefer: 'example="unknownLayer"' } }, 404, '/problems/unknown-layer'],
    ['no status', { headers: { prefer: 'code=many' } }, 400, '/problems/invalid-request'],
    ['an unknown example', { headers: { prefer: 'example=none' } }, 404, '/problems/not-found'],
    ['a generated body', { headers: { prefer: 'dynamic=true' } }, 501, '/problems/not-implemented'],
  ])('Prefer with %s → as the mock responds, and nothing is generated', async (_, init, status, type) => {
    const response = await sender()('/categories/S', init);

    expect(response?.status).toBe(status);
    expect(await response?.json()).toMatchObject({ type });
  });

  it.each<[string, string, number]>([
    ['__code=503', '/layers?__code=503', 503],
    ['a parameter that is called code', '/search?q=pop&code=503', 400],
  ])('%s in the query → %s', async (_, path, status) => {
    expect((await sender()(path))?.status).toBe(status);
  });

  it.each<[HandlerOptions<keyof operations>, RegExp]>([
    [{ scenario: 'unknownLayr' }, /^No operation has the scenario unknownLayr\. There are: .*unknownLayer/],
    [{ sequence: [503, 'none'] }, /^No operation has the scenario none\. There are: /],
    [{ sequence: [418] }, /^No operation has the status 418\. There are: 200, .*503\.$/],
    [{ only: ['getHealth'], sequence: [404] }, /^No operation has the status 404\. There are: 200, .*503\.$/],
    [{ baseUrl: 'registry' }, /Invalid URL/],
  ])('%o → an error that lists what there is', (options, message) => {
    expect(() => handlers(options)).toThrow(message);
  });
});

describe('with a server of MSW', () => {
  const server = setupServer(...handlers({ baseUrl }));
  const client = createTaxonomyClient({ baseUrl, timeoutMs: 500 });
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  it('a call of the client → typed data', async () => {
    const { data } = await client.listCategories({ params: { path: { layer: 'S' } } });

    expect(data?.layer.code).toBe('S');
  });

  it('a scenario for one test → a problem', async () => {
    server.use(...handlers({ baseUrl, scenario: 'unknownLayer' }));

    const { problem } = await client.listCategories({ params: { path: { layer: 'S' } } });

    expect(problem?.type).toBe('/problems/unknown-layer');
  });

  it('a delay that never ends → the call ends with its timeout', async () => {
    server.use(...handlers({ baseUrl, delay: 'infinite' }));

    await expect(client.getVersion()).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('a delay → the response comes after those of handlers without', async () => {
    server.use(...handlers({ baseUrl, only: ['getVersion'], delay: 200 }));
    const [delayed, other] = [client.getVersion(), client.getHealth()];

    expect(await Promise.race([delayed, other])).toBe(await other);
    expect((await delayed).response.status).toBe(200);
  });
});

it('the contract of the package → read once', async () => {
  vi.resetModules();
  const anew = await import('./own-contract.ts');

  const first = anew.ownContract();
  expect(first.checksum).toBe(readContract().checksum);
  expect(anew.ownContract()).toBe(first);
});

it('the contract of the package → that of the bundle', () => {
  const [own, read] = [ownContract(), readContract()];

  expect([own.checksum, own.version, own.document]).toEqual([read.checksum, read.version, read.document]);
});
