import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMock } from './mock.ts';
import { toyContract, toyContractWith } from './testing/toy-contract.ts';

const log: string[] = [];
const mock = createMock(toyContract, (line) => log.push(line));
let url: string;
beforeAll(async () => {
  url = await mock.listen(0, '127.0.0.1');
});
afterAll(() => mock.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers });
const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/toys`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

const twoToys = { toys: [{ name: 'Ball' }, { name: 'Kite' }] };

describe('a request that matches a scenario', () => {
  it.each([
    ['path', '/toys/top', twoToys],
    ['percent-encoded path', '/toys/t%6Fp', twoToys],
    ['path and query', '/toys/top?below=5', { toys: [{ name: 'Ball' }] }],
  ])('by its %s → the example as it stands', async (_, path, body) => {
    const response = await get(path);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual(body);
  });

  it.each([
    ['for an unknown thing', () => get('/toys/attic'), 404, 'unknown-shelf'],
    ['that is invalid on purpose', () => get('/toys/TOP'), 400, 'invalid-request'],
    ['by its body', () => post('{ "name": "Kite" }'), 422, 'sold-out'],
    ['and accepts only JSON', () => get('/toys/attic', { accept: 'application/json' }), 404, 'unknown-shelf'],
  ])('%s → its problem', async (_, send, status, type) => {
    const response = await send();

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ type: `/problems/${type}`, detail: 'From the contract' });
  });
});

describe('a valid request that matches none', () => {
  it.each([
    ['another path', '/toys/cellar'],
    ['a number in the query', '/toys/top?below=6'],
  ])('by %s → the first example of success, as Prism chooses', async (_, path) => {
    const response = await get(path);

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(twoToys);
  });
});

describe('Prefer', () => {
  it.each([
    ['a status without an example', { prefer: 'code=503' }, '', 503, { instead: { name: 'Ball' } }],
    ['a status, and JSON only', { prefer: 'code=404', accept: 'application/json' }, '', 404, {}],
    ['an example', { prefer: 'example=cheap' }, '', 200, { toys: [{ name: 'Ball' }] }],
    ['both', { prefer: 'code=404, example=unknownShelf' }, '', 404, { type: '/problems/unknown-shelf' }],
    ['a status in the query', {}, '?__code=503', 503, { instead: { name: 'Ball' } }],
    ['a status that is not declared', { prefer: 'code=418' }, '', 404, { type: '/problems/not-found' }],
    ['no status', { prefer: 'code=many' }, '', 400, { errors: [{ pointer: '/headers/prefer' }] }],
    ['what Prism does not know', { prefer: 'respond-async' }, '', 200, twoToys],
  ])('%s → wins over the scenario of the request', async (_, headers, query, status, body) => {
    const response = await get(`/toys/top${query}`, headers as Record<string, string>);

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject(body);
  });

  it('dynamic → a body made from the schema, with what it refers to', async () => {
    const response = await get('/toys/top', { prefer: 'dynamic=true' });

    const { toys } = (await response.json()) as { toys: { name: string }[] };
    expect(toys.length).toBeGreaterThan(0);
    expect(toys.every(({ name }) => name === 'Ball' || name === 'Kite')).toBe(true);
  });
});

describe('a request that breaks the contract', () => {
  const refusals: [string, () => Promise<Response>, number, string, string?][] = [
    ['unknown path', () => get('/toys/top/left'), 404, 'not-found'],
    ['empty path parameter', () => get('/toys/'), 404, 'not-found'],
    ['unknown method', () => fetch(`${url}/toys`, { method: 'DELETE' }), 405, 'method-not-allowed'],
    ['path parameter', () => get('/toys/42'), 400, 'invalid-request', '/path/shelf'],
    ['malformed escape', () => get('/toys/%ZZ'), 400, 'invalid-request', '/path/shelf'],
    ['query parameter', () => get('/toys/top?below=0'), 400, 'invalid-request', '/query/below'],
    ['query parameter twice', () => get('/toys/top?below=1&below=2'), 400, 'invalid-request', '/query/below'],
    ['unknown query parameter', () => get('/toys/top?a~b=1'), 400, 'invalid-request', '/query/a~0b'],
    ['member of the body', () => post('{ "name": "Car" }'), 400, 'invalid-request', '/body/name'],
    [
      'unknown member',
      () => post('{ "name": "Ball", "__proto__": 1 }'),
      400,
      'invalid-request',
      '/body/__proto__',
    ],
    ['malformed JSON', () => post('{'), 400, 'invalid-request', '/body'],
    ['no body', () => post(''), 400, 'invalid-request', '/body'],
    ['null', () => post('null'), 400, 'invalid-request', '/body'],
    ['body too large', () => post(`{"name":"${'A'.repeat(9_000_000)}"}`), 413, 'payload-too-large'],
    [
      'charset',
      () => post('{}', { 'content-type': 'application/json; charset=latin1' }),
      415,
      'unsupported-media-type',
    ],
    ['media type', () => post('name', { 'content-type': 'text/plain' }), 415, 'unsupported-media-type'],
    ['nothing acceptable', () => get('/toys/top', { accept: 'text/*, */*;q=0' }), 406, 'not-acceptable'],
  ];

  it.each(refusals)('by %s → a problem of the contract', async (_, send, status, type, pointer) => {
    const response = await send();

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const problem = (await response.json()) as { errors?: { pointer: string }[] };
    expect(problem).toMatchObject({
      type: `/problems/${type}`,
      title: toyContract.problems.get(type)?.title,
      status,
      detail: expect.stringMatching(/./),
      instance: new URL(response.url).pathname.replace('%ZZ', '%25ZZ'),
      requestId: response.headers.get('x-request-id'),
    });
    expect(problem.errors?.map((error) => error.pointer)).toEqual(pointer && [pointer]);
  });

  it('at great length → a problem within the bounds of the contract', async () => {
    const { instance } = (await (await get(`/toys/${'|'.repeat(5000)}`)).json()) as { instance: string };
    const { errors } = (await (await get(`/toys/top?${'a'.repeat(900)}=1`)).json()) as { errors: object[] };

    expect(instance).toMatch(/^\/toys\/(%7C){1000,}$/);
    expect(instance.length).toBeLessThanOrEqual(4096);
    expect(errors).toEqual([{ pointer: `/query/${'a'.repeat(493)}`, detail: 'is not known' }]);
  });

  it('by a path that is no URI → a problem whose instance is one', async () => {
    const { instance } = (await (await get('/toys/%ZZ|%20')).json()) as { instance: string };

    expect(instance).toBe('/toys/%25ZZ%7C%20');
  });

  it('by its method → Allow names those that work', async () => {
    const toShelf = await fetch(`${url}/toys/top`, { method: 'POST' });
    const toToys = await get('/toys');

    expect(toShelf.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect(toToys.headers.get('allow')).toBe('POST, OPTIONS');
  });

  it('in a way that the operation declares → the headers that it declares', async () => {
    expect((await get('/toys/42')).headers.get('x-share')).toBe('7');
  });

  it('by 9 MB of body → the connection stays in use', async () => {
    await post('A'.repeat(9_000_000));

    expect((await post('{ "name": "Ball", "price": 3 }')).status).toBe(200);
  });
});

describe('an answer', () => {
  it('to HEAD → that to GET without its body', async () => {
    const head = await fetch(`${url}/toys/top`, { method: 'HEAD' });
    const whole = await get('/toys/top');

    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    for (const name of ['etag', 'content-type', 'content-length']) {
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
    }
  });

  it('→ not called compressed, though the contract has an example of that', async () => {
    expect((await get('/toys/top')).headers.has('content-encoding')).toBe(false);
  });

  it('to a caller who holds it already → 304', async () => {
    const etag = (await get('/toys/top')).headers.get('etag') ?? '';

    const again = await get('/toys/top', { 'if-none-match': `"other", W/${etag}` });
    expect(again.status).toBe(304);
    expect(again.headers.get('etag')).toBe(etag);
    expect(again.headers.has('content-type')).toBe(false);
    expect((await get('/toys/top?below=5', { 'if-none-match': etag })).status).toBe(200);
  });

  it.each([
    ['well-formed → echoed', 'my-id', /^my-id$/],
    ['malformed → replaced', 'MY ID', /^[0-9a-f-]{36}$/],
    ['missing → made', undefined, /^[0-9a-f-]{36}$/],
  ])('to a request whose id is %s', async (_, id, expected) => {
    const response = await get('/toys/top', id ? { 'x-request-id': id } : {});

    expect(response.headers.get('x-request-id')).toMatch(expected);
  });

  it('to another origin → may be read, with every header of the contract', async () => {
    const { headers } = await get('/toys/top', { origin: 'https://app.example' });

    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-expose-headers')).toContain('etag');
  });

  it('to a preflight → 204 for the method and headers asked for', async () => {
    const { status, headers } = await fetch(`${url}/toys`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });

    expect(status).toBe(204);
    expect(headers.get('access-control-allow-methods')).toContain('POST');
    expect(headers.get('access-control-allow-headers')).toBe('content-type');
    expect(headers.has('x-request-id')).toBe(true);
  });

  it('→ a line in the log', async () => {
    log.length = 0;
    await get('/toys/attic?below=5');

    expect(log).toEqual(['GET /toys/attic?below=5 200']);
  });
});

describe('another contract', () => {
  const edited = toyContractWith('[{ name: Ball }, { name: Kite }]', '[{ name: Kite }]');

  it('→ its answers on the same port, and no 304 for what was held before', async () => {
    const etag = (await get('/toys/top')).headers.get('etag') ?? '';

    mock.reload(edited);
    const response = await get('/toys/top', { 'if-none-match': etag });
    expect(await response.json()).toEqual({ toys: [{ name: 'Kite' }] });

    mock.reload(toyContract);
    expect(await (await get('/toys/top')).json()).toEqual(twoToys);
  });

  it.each([
    [
      'scenario without answer',
      toyContractWith('unknownShelf: { value: {', 'lost: { value: {'),
      'unknownShelf',
    ],
    ['scenario without inputs', toyContractWith('soldOut: { value: { name: Kite } }', ''), 'soldOut'],
    ['kind of problem missing', toyContractWith('not-found: {', 'gone: {'), 'not-found'],
  ])('that is broken by a %s → an error that names it, and the one before stays', async (_, broken, name) => {
    expect(() => mock.reload(broken)).toThrow(name);

    expect(await (await get('/toys/top')).json()).toEqual(twoToys);
  });

  it('with a schema that leads nowhere → a problem that says so', async () => {
    mock.reload(toyContractWith('name: { enum: [Ball, Kite] }', "name: { $ref: '#/gone' }"));
    const response = await post('{ "name": "Car" }');
    mock.reload(toyContract);

    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      type: '/problems/internal',
      detail: expect.stringContaining('gone'),
    });
  });
});

it('a taken port → an error with its code', async () => {
  const other = createMock(toyContract);

  await expect(other.listen(Number(new URL(url).port), '127.0.0.1')).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
