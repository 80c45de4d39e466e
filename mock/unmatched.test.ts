import { describe, expect, it } from 'vitest';
import type { Operation, Parameter } from '../contract/model.ts';
import { createMock } from './mock.ts';
import { featureContract } from './testing/feature-contract.ts';
import { toyContract, toyContractWith } from './testing/toy-contract.ts';
import { twoToys, useToyMock } from './testing/toy-mock.ts';
import { unmatchedInputs } from './unmatched.ts';

const { get, order, unmatched } = useToyMock();
const { get: getFeature, send } = useToyMock(featureContract);
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
  const operation = {
    ...orderToy,
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

describe('--strict', () => {
  it('no scenario → 501, a problem that names the inputs', async () => {
    const response = await strict.get('/toys/cellar');
    expect(response.status).toBe(501);
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
