import { describe, expect, it } from 'vitest';
import { featureContract } from './testing/feature-contract.ts';
import { toyContractWith } from './testing/toy-contract.ts';
import { askOnce, useToyMock } from './testing/toy-mock.ts';

const { get } = useToyMock(featureContract);

const all =
  '/search?q=a%2Bb:c/d,+e&colours=red&colours=blue&sizes=1,2&tags=x%7Cy%20z&filter[new]=true&filter[price]=1.5';

describe('parameters of a scenario', () => {
  it.each([
    ['a path with several parameters in a segment', '/kites/3-red/K-1.json', 'a red kite'],
    ['lists and an object in the query', all, ['all']],
    [
      'lists and an object, with encoded brackets',
      all.replaceAll('[', '%5B').replaceAll(']', '%5D'),
      ['all'],
    ],
    ['an empty value', '/search?q=', []],
    ['a number', '/search?limit=5', ['limited']],
    ['a number in another notation of JSON', '/search?limit=5.0', ['limited']],
    ['a name that begins with _', '/search?limit=5&_=1', ['limited']],
  ])('%s → its response', async (_, path, body) => {
    const response = await get(path, { 'x-mode': 'fast' });

    expect([response.status, await response.json()]).toEqual([200, body]);
  });

  it.each([
    ['another value of a header', {}],
    ['another value of a header, and a condition', { 'if-none-match': '"x"' }],
  ])('%s → the response of its scenario', async (_, condition) => {
    const response = await get('/search', { 'x-mode': 'slow', ...condition });

    expect([response.status, await response.json()]).toEqual([200, ['slowly']]);
  });
});

describe('invalid parameters', () => {
  it.each([
    ['/kites/x-red/K-1.json', '/path/tail-length'],
    ['/kites/0x10-red/K-1.json', '/path/tail-length'],
    ['/kites/3-RED/K-1.json', '/path/colour'],
    ['/search?limit=0x10', '/query/limit'],
    ['/search?limit=', '/query/limit'],
    ['/search?limit=1e999', '/query/limit'],
    ['/search?limit=5&limit=5', '/query/limit'],
    ['/search?colours=pink', '/query/colours/0'],
    ['/search?colours=red&colours=red&colours=red&colours=red', '/query/colours'],
    ['/search?sizes=1,x', '/query/sizes/1'],
    ['/search?filter[new]=yes', '/query/filter/new'],
    ['/search?filter[old]=true', '/query/filter/old'],
    ['/search?filters[new]=true', '/query/filters[new]'],
    ['/values/none?q=1', '/query/q'],
  ])('%s → 400 at %s', async (path, pointer) => {
    const response = await get(path, { 'x-mode': 'fast' });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ type: '/problems/invalid-request', errors: [{ pointer }] });
  });

  it.each([
    ['/search?limit=0&colours=pink', 'none', ['/query/colours/0', '/query/limit']],
    ['/search?q=longer+than+ten', 'none', ['/query/q']],
    [
      '/search?limit=x&filter[new]=yes&other=1',
      'none',
      ['/query/other', '/query/filter/new', '/query/limit'],
    ],
  ])(
    '%s → every value that cannot be read, otherwise the first that its schema refuses',
    async (path, mode, pointers) => {
      const { errors } = (await (await get(path, { 'x-mode': mode })).json()) as {
        errors: { pointer: string }[];
      };
      expect(errors.map(({ pointer }) => pointer)).toEqual(pointers);
    },
  );

  it.each([
    ['/search?q=a&q=b', 'is there more than once'],
    ['/search?limit=5&limit=5', 'is there more than once'],
    ['/search?limit=x', 'must be integer, is "x"'],
    ['/search?limit=0', 'must be >= 1, is 0'],
  ])('%s → %s', async (path, detail) => {
    const { errors } = (await (await get(path, { 'x-mode': 'fast' })).json()) as {
      errors: { detail: string }[];
    };
    expect(errors.map((error) => error.detail)).toEqual([detail]);
  });

  it('two values that their schemas refuse → the query before the path', async () => {
    const contract = toyContractWith(
      'schema: { type: integer, minimum: 1 }',
      'schema: { type: string, maxLength: 2 }',
    );
    const response = await askOnce(contract, '/toys/42?below=long');

    expect(await response.json()).toMatchObject({ errors: [{ pointer: '/query/below' }] });
  });

  it('a header without a pattern that is too long → ignored, as the server does', async () => {
    const { status } = await get('/search?limit=5', { 'x-mode': 'fast', 'x-note': 'a long note' });

    expect(status).toBe(200);
  });

  it.each([
    ['no required header', {}],
    ['a header with another value', { 'x-mode': 'none' }],
  ])('%s → 400 at its pointer', async (_, headers) => {
    const response = await get('/search', headers as Record<string, string>);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ pointer: '/headers/X-Mode' }] });
  });
});
