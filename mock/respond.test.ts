import { describe, expect, it } from 'vitest';
import { sentType, writePayload } from '../contract/payload.ts';
import { scenariosOf } from '../contract/scenarios.ts';
import { featureContract } from './testing/feature-contract.ts';
import { toyContract, toyContractWith } from './testing/toy-contract.ts';
import { askOnce, twoToys, useToyMock } from './testing/toy-mock.ts';

const { get, order } = useToyMock();
const { send } = useToyMock(featureContract);

describe('the request of a scenario', () => {
  const successes = scenariosOf(featureContract).filter(({ status }) => status < 300);

  it.each(successes)(
    '$operation.id, $name → its response',
    async ({ status, request, response: expected }) => {
      const { method, path, headers, body } = request;
      const [bodyType = ''] = headers['content-type']?.split(';') ?? [];
      const response = await send(path, {
        method: method.toUpperCase(),
        headers,
        ...(body !== undefined && { body: writePayload(bodyType, body) }),
      });

      expect([response.status, response.headers.get('content-type') ?? '']).toEqual([
        status,
        sentType(expected.mediaType),
      ]);
      const text = expected.body === undefined ? '' : writePayload(expected.mediaType, expected.body);
      expect(await response.text()).toBe(text);
    },
  );
});

describe('a request that matches a scenario', () => {
  it.each([
    ['path', '/toys/top', twoToys],
    ['percent-encoded path', '/toys/t%6Fp', twoToys],
    ['path and query', '/toys/top?below=5', { toys: [{ name: 'Ball' }] }],
  ])('%s of a scenario → the example, unchanged', async (_, path, body) => {
    const response = await get(path);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual(body);
  });

  it.each([
    ['unknown shelf', () => get('/toys/attic'), 404, 'unknown-shelf'],
    ['invalid on purpose', () => get('/toys/TOP'), 400, 'invalid-request'],
    ['body of a scenario', () => order('{ "name": "Kite" }'), 422, 'sold-out'],
    [
      'a 400, and only JSON accepted',
      () => get('/toys/TOP', { accept: 'application/json' }),
      400,
      'invalid-request',
    ],
    ['only JSON accepted', () => get('/toys/attic', { accept: 'application/json' }), 404, 'unknown-shelf'],
  ])('a scenario with a problem, %s → that problem', async (_, send, status, type) => {
    const response = await send();

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ type: `/problems/${type}`, detail: 'From the contract' });
  });
});

describe('a valid request without a scenario', () => {
  it.each([
    ['another path', '/toys/cellar'],
    ['a number in the query', '/toys/top?below=6'],
  ])('%s without a scenario → the first example of success, as Prism chooses', async (_, path) => {
    const response = await get(path);

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(twoToys);
  });
});

it('a mock that has just started → finds its scenarios', async () => {
  expect((await askOnce(toyContract, '/toys/attic')).status).toBe(404);
});

it('200 without content where 304 is declared → nothing in the body, and no ETag', async () => {
  const response = await send('/ping');

  expect([response.status, await response.text(), response.headers.get('etag')]).toEqual([200, '', null]);
});

it('a problem of an operation whose responses have an ETag → none', async () => {
  expect((await get('/toys/attic')).headers.has('etag')).toBe(false);
});

describe('an operation that declares 428', () => {
  const conditional = toyContractWith(
    "        '422':\n",
    "        '428': { description: Which?, content: { application/problem+json: { schema: { type: object }, example: { status: 428 } } } }\n        '422':\n",
  );
  const order = (headers: Record<string, string>) =>
    askOnce(conditional, '/toys', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{ "name": "Kite", "price": 9 }',
    });

  it('no If-Match, and no scenario → 428; with If-Match → the first success', async () => {
    expect((await order({})).status).toBe(428);
    expect((await order({ 'if-match': '"1"' })).status).toBe(200);
  });
});

it('a response that says what is served → names the contract of the mock, and keeps the rest', async () => {
  const contract = toyContractWith('    Toys:\n', '    Toys:\n      x-identity: true\n');
  const { version, checksum } = contract;
  expect(await (await askOnce(contract, '/toys/top')).json()).toEqual({
    ...twoToys,
    contract: { version, checksum },
  });
});

it('Prefer with the example of a response without content → that response', async () => {
  const response = await send('/values/kept', { method: 'DELETE', headers: { prefer: 'example=gone' } });

  expect([response.status, await response.text()]).toEqual([204, '']);
});

describe('Prefer', () => {
  it.each([
    ['a status without an example', { prefer: 'code=503' }, '', 503, { instead: { name: 'Ball' } }],
    ['a status, and JSON only', { prefer: 'code=404', accept: 'application/json' }, '', 404, {}],
    ['an example', { prefer: 'example=cheap' }, '', 200, { toys: [{ name: 'Ball' }] }],
    ['an example under another status', { prefer: 'example=unknownShelf' }, '', 404, {}],
    [
      'an unknown example',
      { prefer: 'example=none' },
      '',
      404,
      {
        type: '/problems/not-found',
        detail: 'No example of this response is named none. Choose one of top, cheap, shouted, unknownShelf.',
      },
    ],
    ['an empty name', {}, '?__example=', 404, { type: '/problems/not-found' }],
    [
      'an example of another status than that',
      { prefer: 'code=200, example=unknownShelf' },
      '',
      404,
      { detail: 'No example of this response is named unknownShelf. Choose one of top, cheap.' },
    ],
    ['both', { prefer: 'code=404, example=unknownShelf' }, '', 404, { type: '/problems/unknown-shelf' }],
    ['a status in the query', {}, '?__code=503', 503, { instead: { name: 'Ball' } }],
    [
      'a status that is not declared',
      { prefer: 'code=418' },
      '',
      404,
      { detail: 'This operation does not declare the status 418.' },
    ],
    ['a malformed status', { prefer: 'code=many' }, '', 400, { errors: [{ pointer: '/headers/prefer' }] }],
    ['a preference that Prism does not know', { prefer: 'respond-async' }, '', 200, twoToys],
  ])('Prefer with %s → used instead of the scenario', async (_, headers, query, status, body) => {
    const response = await get(`/toys/top${query}`, headers as Record<string, string>);

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject(body);
  });

  it('Prefer with dynamic → a body generated from the schema and its references', async () => {
    const response = await get('/toys/top', { prefer: 'dynamic=true' });

    const { toys } = (await response.json()) as { toys: { name: string }[] };
    expect(toys.length).toBeGreaterThan(0);
    expect(toys.every(({ name }) => name === 'Ball' || name === 'Kite')).toBe(true);
  });

  it('Prefer with dynamic and the status of a problem → its example', async () => {
    const response = await get('/toys/top', { prefer: 'dynamic=true, code=400' });

    expect(await response.json()).toMatchObject({ detail: 'From the contract' });
  });

  it.each([
    ['a long list → three items', 'minItems: 1, maxItems: 3', 'minItems: 1, maxItems: 50', 3],
    ['a list with a longer minimum → that many', 'minItems: 1, maxItems: 3', 'minItems: 5, maxItems: 50', 5],
    [
      'a format and a pattern → both',
      'required: [name]\n      properties: { name: { enum: [Ball, Kite] }, price: { type: integer } }',
      'required: [name, price]\n      properties: { name: { enum: [Ball, Kite] }, price: { type: string, format: date, pattern: "^[0-9-]+" } }',
      3,
    ],
    [
      'no other members → none',
      'required: [toys]',
      'required: [toys]\n      unevaluatedProperties: false',
      3,
    ],
  ])('Prefer with dynamic, %s', async (_, passage, replacement, length) => {
    const response = await askOnce(toyContractWith(passage, replacement), '/toys/top', {
      headers: { prefer: 'dynamic=true' },
    });

    expect(response.headers.get('x-mock')).toBe('no-matching-example; generated');
    expect(((await response.json()) as { toys: unknown[] }).toys).toHaveLength(length);
  });

  it('Prefer with a status whose header has no example → without that header', async () => {
    const contract = toyContractWith('schema: { type: integer }, example: 7 }', 'schema: {} }');
    const response = await askOnce(contract, '/toys/top', { headers: { prefer: 'code=400' } });

    expect(response.headers.has('x-share')).toBe(false);
  });

  it('Prefer with a response that Prism cannot generate → a problem that says why', async () => {
    const contract = toyContractWith(
      "instead: { $ref: '#/components/schemas/Toy' }",
      "instead: { $ref: '#/gone' }",
    );
    const response = await askOnce(contract, '/toys/top', { headers: { prefer: 'code=503' } });

    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('gone') });
  });
});
