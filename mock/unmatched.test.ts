import { describe, expect, it } from 'vitest';
import type { Operation, Parameter } from '../contract/model.ts';
import { unmatchedInputs } from '../contract/stand-in/unmatched.ts';
import { createMock } from './mock.ts';
import { featureContract } from './testing/feature-contract.ts';
import { toyContract, toyContractWith } from './testing/toy-contract.ts';
import { twoToys, useToyMock } from './testing/toy-mock.ts';

const { get, order, unmatched } = useToyMock();
const { get: getFeature, send, unmatched: ofFeatures } = useToyMock(featureContract);
const strict = useToyMock(toyContract, true);

const xMock = ({ headers }: Response) => headers.get('x-mock');

describe('X-Mock', () => {
  it.each([
    ['another path', '/toys/cellar'],
    ['another value in the query', '/toys/top?below=6'],
  ])('%s than the scenarios have → names the example that is sent instead', async (_, path) => {
    const response = await get(path);
    expect([response.status, xMock(response)]).toEqual([200, 'no-matching-example; used=top']);
    expect(await response.json()).toEqual(twoToys);
    const etag = response.headers.get('etag') ?? '';
    const again = await get(path, { 'if-none-match': etag });
    expect([again.status, xMock(again)]).toEqual([304, 'no-matching-example; used=top']);
  });

  it.each([
    ['a scenario', () => get('/toys/top')],
    ['a scenario that is a problem', () => get('/toys/attic')],
    ['a scenario without content', () => send('/values/gone', { method: 'DELETE' })],
    ['an invalid request', () => get('/toys/42')],
    ['an unknown path', () => get('/no/where')],
    ['a status that is not declared', () => get('/toys/top', { prefer: 'code=418' })],
    ['an example that is not there', () => get('/toys/top', { prefer: 'example=none' })],
    ['an example that the caller chose', () => get('/toys/cellar', { prefer: 'example=cheap' })],
  ])('%s → absent', async (_, respond) => {
    expect(xMock(await respond())).toBeNull();
  });

  it.each([
    ['a body', () => order('{"name":"Kite","price":3}'), 'used=ball'],
    [
      'a status that the caller chose',
      () => get('/toys/cellar', { prefer: 'code=404' }),
      'used=unknownShelf',
    ],
    ['a body that is generated', () => get('/toys/top', { prefer: 'dynamic=true' }), 'generated'],
    ['a problem that is generated', () => get('/toys/top', { prefer: 'code=503' }), 'generated'],
    [
      'an example without a name',
      () => getFeature('/report', { accept: 'application/octet-stream' }),
      'used=example',
    ],
  ])('%s → says where it is from', async (_, respond, origin) => {
    expect(xMock(await respond())).toBe(`no-matching-example; ${origin}`);
  });

  it('the name of an example is no text of a header → percent-encoded', async () => {
    const named = toyContractWith('top: { value: { toys', '"größte\\n1": { value: { toys');
    const mock = createMock(named);
    const url = await mock.listen(0, '127.0.0.1');
    const response = await fetch(`${url}/toys/cellar`).finally(() => mock.close());
    expect(xMock(response)).toBe('no-matching-example; used=gr%C3%B6%C3%9Fte%0A1');
  });
});

describe('the log', () => {
  it.each([
    ['a path', () => get('/toys/cellar'), 'GET /toys/cellar /path/shelf "cellar"'],
    ['a query', () => get('/toys/top?below=6'), 'GET /toys/top /query/below 6'],
    [
      'values of two scenarios',
      () => get('/toys/attic?below=5'),
      'GET /toys/attic /path/shelf "attic", /query/below 5',
    ],
    ['a member of the body', () => order('{"name":"Kite","price":4}'), 'POST /toys /body/price 4'],
  ])('%s that no scenario has → one line with the inputs that no example has', async (_, respond, line) => {
    unmatched.length = 0;
    await respond();
    expect(unmatched).toEqual([`No example: ${line}`]);
  });

  it('a body that is no object → as a whole', async () => {
    ofFeatures.length = 0;
    await send('/report', { method: 'PUT', body: 'sold 4', headers: { 'content-type': 'text/plain' } });
    expect(ofFeatures).toEqual(['No example: PUT /report /body "sold 4"']);
  });

  it('a scenario, an invalid request, a preference → no line', async () => {
    unmatched.length = 0;
    for (const path of ['/toys/top', '/toys/attic', '/toys/42', '/toys']) await get(path);
    await get('/toys/cellar', { prefer: 'code=404' });
    expect(unmatched).toEqual([]);
  });
});

it('credentials → not among the inputs', () => {
  const guarded = toyContractWith('price: { type: integer }', 'price: {}, pin: { format: password }');
  const [list, orderToy] = guarded.operations as [Operation, Operation];
  const header = (name: string): Parameter => ({
    ...list.parameters[1]!,
    in: 'header',
    name,
    examples: new Map(),
  });
  const scheme = { name: 'key', type: 'apiKey', in: 'header', parameter: 'X-Key' } as const;
  // A password in one media type is one in all.
  const text = { schemaPointer: '/components/schemas/Problem', examples: new Map() };
  const content = new Map([...orderToy.requestBody!.content, ['text/plain', text]]);
  const operation = {
    ...orderToy,
    requestBody: { ...orderToy.requestBody!, content },
    parameters: ['X-Key', 'Authorization', 'Cookie', 'X-Size'].map(header),
    security: { optional: false, alternatives: [{ scheme, scopes: [] }] },
  };
  const headers = { 'x-key': 'secret', authorization: 'secret', cookie: 'secret', 'x-size': '4' };
  const request = {
    method: 'POST',
    path: '/toys',
    search: 'key=secret',
    headers,
    body: Buffer.of(),
    id: 'r1',
  };
  const inputs = unmatchedInputs(guarded, operation, request, { name: 'Car', pin: 'secret' });
  expect(inputs).toBe('/headers/X-Size 4, /body/name "Car"');
});

it('long inputs → cut short', () => {
  const [, orderToy] = toyContract.operations as [Operation, Operation];
  const request = { method: 'POST', path: '/toys', search: '', headers: {}, body: Buffer.of(), id: 'r1' };
  const body = Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`m${index}`, 'x'.repeat(999)]));
  const inputs = unmatchedInputs(toyContract, orderToy, request, body);
  expect(inputs).toMatch(/^\/body\/m0 "x{58}…, \/body\/m1 .*…$/);
  expect(inputs.length).toBeLessThanOrEqual(300);
});

it('inputs of exactly the longest length → not cut', () => {
  const [, orderToy] = toyContract.operations as [Operation, Operation];
  const request = { method: 'POST', path: '/toys', search: '', headers: {}, body: Buffer.of(), id: 'r1' };
  const texts = Array.from({ length: 60 }, (_, length) => {
    const body = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, 'x'.repeat(40)]));
    return unmatchedInputs(toyContract, orderToy, request, { ...body, f: 'x'.repeat(length % 50) });
  });
  expect(texts.filter((text) => text.length === 300).some((text) => text.endsWith('"'))).toBe(true);
});

describe('--strict', () => {
  it('no scenario → 501, a problem that names the inputs', async () => {
    const response = await strict.get('/toys/cellar');
    expect(response.status).toBe(501);
    expect(xMock(response)).toBe('no-matching-example');
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      type: '/problems/not-implemented',
      title: 'Not implemented',
      status: 501,
      detail: 'The contract has no example with these inputs: /path/shelf "cellar".',
      instance: '/toys/cellar',
    });
  });

  it.each([
    ['a scenario', '/toys/top', {}, 200],
    ['a scenario that is a problem', '/toys/attic', {}, 404],
    ['an invalid request', '/toys/42', {}, 400],
    ['a preference', '/toys/cellar', { prefer: 'code=404' }, 404],
  ])('%s → as without it', async (_, path, headers, status) => {
    expect((await strict.get(path, headers as Record<string, string>)).status).toBe(status);
  });
});
