import { describe, expect, it } from 'vitest';
import { createMock } from './mock.ts';
import { featureContract } from './testing/feature-contract.ts';
import { toyContract, toyContractWith } from './testing/toy-contract.ts';
import { useToyMock } from './testing/toy-mock.ts';

const { get, order, send } = useToyMock();
const { get: getFeature } = useToyMock(featureContract);

it('an unknown path → no headers but those of every problem', async () => {
  const { headers } = await get('/no/where');
  const ofConnection = /^(?:access-control-.*|connection|content-length|date|keep-alive|vary)$/;
  expect([...headers.keys()].filter((name) => !ofConnection.test(name))).toEqual([
    ...['cache-control', 'content-type', 'x-request-id'],
  ]);
});

it('a problem chosen by its status → with path and id of this request, not of the example', async () => {
  const response = await get('/toys/top', { prefer: 'code=404' });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({
    type: '/problems/unknown-shelf',
    instance: '/toys/top',
    requestId: response.headers.get('x-request-id'),
  });
});

describe('a status that 4XX or default declares', () => {
  it.each([
    ['an example of 4XX with this status', 404, { status: 404, title: 'Missing' }],
    ['another example of 4XX', 410, { status: 410, title: 'Gone' }],
    ['no example of 4XX with this status', 415, { type: '/problems/unsupported-media-type', status: 415 }],
    ['no example, and no kind of problem', 418, { status: 418 }],
    ['no example of default', 500, { type: '/problems/internal', title: 'Internal error', status: 500 }],
  ])('%s → a problem with that status', async (_, status, body) => {
    const response = await getFeature('/kites/3-red/K-1.json', { prefer: `code=${status}` });

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ ...body, instance: '/kites/3-red/K-1.json' });
  });

  it('an invalid request → a problem of the mock, with the headers of 4XX', async () => {
    const response = await getFeature('/kites/x-red/K-1.json');

    expect([response.status, response.headers.get('x-share')]).toEqual([400, '0']);
  });
});

describe('a request that breaks the contract', () => {
  const refusals: [string, () => Promise<Response>, number, string, string?][] = [
    ['unknown path', () => get('/toys/top/left'), 404, 'not-found'],
    ['empty path parameter', () => get('/toys/'), 404, 'not-found'],
    ['unknown method', () => send('/toys', { method: 'DELETE' }), 405, 'method-not-allowed'],
    ['path parameter', () => get('/toys/42'), 400, 'invalid-request', '/path/shelf'],
    ['path parameter too long', () => get('/toys/abcdefghij'), 400, 'invalid-request', '/path/shelf'],
    ['query before path', () => get('/toys/42?below=0'), 400, 'invalid-request', '/query/below'],
    ['malformed escape', () => get('/toys/%ZZ'), 400, 'invalid-request', '/path/shelf'],
    ['query parameter', () => get('/toys/top?below=0'), 400, 'invalid-request', '/query/below'],
    ['query parameter twice', () => get('/toys/top?below=1&below=2'), 400, 'invalid-request', '/query/below'],
    ['unknown query parameter', () => get('/toys/top?a~b=1'), 400, 'invalid-request', '/query/a~0b'],
    [
      'a name that begins with _, and another',
      () => get('/toys/top?_=1&x=1'),
      400,
      'invalid-request',
      '/query/x',
    ],
    ['member of the body', () => order('{ "name": "Car" }'), 400, 'invalid-request', '/body/name'],
    [
      'unknown member',
      () => order('{ "name": "Ball", "__proto__": 1 }'),
      400,
      'invalid-request',
      '/body/__proto__',
    ],
    ['malformed JSON', () => order('{'), 400, 'invalid-request', '/body'],
    ['no body', () => order(''), 400, 'invalid-request', '/body'],
    ['null', () => order('null'), 400, 'invalid-request', '/body'],
    ['body too large', () => order(`{"name":"${'A'.repeat(9_000_000)}"}`), 413, 'payload-too-large'],
    ['charset', () => order('{}', 'application/json; charset=latin1'), 415, 'unsupported-media-type'],
    ['media type', () => order('name', 'text/plain'), 415, 'unsupported-media-type'],
    ['nothing acceptable', () => get('/toys/top', { accept: 'text/*, */*;q=0' }), 406, 'not-acceptable'],
  ];

  it.each(refusals)(
    'invalid request, %s → a problem of the contract',
    async (_, send, status, type, pointer) => {
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
    },
  );

  it('a path of 5,000 characters → the instance stays within the bounds of the contract', async () => {
    const { instance } = (await (await get(`/toys/${'|'.repeat(5000)}`)).json()) as { instance: string };

    expect(instance).toMatch(/^\/toys\/(%7C){1000,}$/);
    expect(instance.length).toBeLessThanOrEqual(4096);
  });

  it('many long unknown parameters → detail and errors stay within the bounds of the contract', async () => {
    const bounds = `ProblemDetail: { maxLength: 70 }
    ProblemErrors: { maxItems: 2, items: { properties: { pointer: { maxLength: 50 } } } }
    Problem: { type: object }`;
    const mock = createMock(toyContractWith('Problem: { type: object }', bounds));
    const query = ['a', 'b', 'c'].map((name) => name.repeat(900)).join('&');
    const response = await fetch(`${await mock.listen(0, '127.0.0.1')}/toys/top?${query}`);
    await mock.close();

    expect(await response.json()).toMatchObject({
      detail: `/query/${'a'.repeat(42)}… is not known here.…`,
      errors: ['a', 'b'].map((name) => ({
        pointer: `/query/${name.repeat(42)}…`,
        detail: 'is not known here. Did you mean below?',
      })),
    });
  });

  it('a path that is no URI → the instance is a URI', async () => {
    const { instance } = (await (await get('/toys/%ZZ|%20')).json()) as { instance: string };

    expect(instance).toBe('/toys/%25ZZ%7C%20');
  });

  it('an unknown method → Allow lists the methods of the path', async () => {
    const toShelf = await send('/toys/top', { method: 'POST' });
    const toToys = await get('/toys');

    expect(toShelf.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect(toToys.headers.get('allow')).toBe('POST, OPTIONS');
  });

  it('the operation declares the status of the problem → its headers are sent', async () => {
    expect((await get('/toys/42')).headers.get('x-share')).toBe('7');
  });
});
