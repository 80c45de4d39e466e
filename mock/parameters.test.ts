import { describe, expect, it } from 'vitest';
import { featureContract } from './testing/feature-contract.ts';
import { useToyMock } from './testing/toy-mock.ts';

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
    ['no required header', {}],
    ['a header with another value', { 'x-mode': 'none' }],
  ])('%s → 400 at its pointer', async (_, headers) => {
    const response = await get('/search', headers as Record<string, string>);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ pointer: '/headers/X-Mode' }] });
  });
});
