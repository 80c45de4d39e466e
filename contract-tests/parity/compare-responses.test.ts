import { describe, expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { scenariosOf } from '../../contract/scenarios.ts';
import type { RawResponse } from '../http/send.ts';
import { createComparison } from './compare-responses.ts';

const contract = readContract();
const compare = createComparison(contract);
const scenarios = new Map(scenariosOf(contract).map((one) => [`${one.operation.id} ${one.name}`, one]));

/** Compares two responses to a scenario that differ only in `changed`. */
function differences(name: string, changed: { status?: number; headers?: object; body?: string } = {}) {
  const { operation, request, status, response } = scenarios.get(name)!;
  const headers = { 'content-type': response.mediaType, etag: '"a"', vary: 'Origin', allow: 'GET, HEAD' };
  const body = JSON.stringify(response.body);
  const mock: RawResponse = { method: 'GET', status, headers, body, bytes: Buffer.from(body), failures: [] };
  const other = { ...mock, ...changed, headers: { ...headers, ...changed.headers } };
  return compare({ operation, request, mock, other });
}

/** A header that depends on data, in responses to a request that no scenario has. */
const otherwise = (vary: string | undefined, status = 200) => {
  const { operation, request } = scenarios.get('listCategories stars')!;
  const headers = { 'content-type': 'application/json' };
  const mock: RawResponse = {
    method: 'GET',
    status,
    headers,
    body: '{}',
    bytes: Buffer.from('{}'),
    failures: [],
  };
  const sent = { ...request, path: '/api/taxonomy/categories/L' };
  const pair = {
    mock: { ...mock, headers: { ...headers, vary: 'a' } },
    other: { ...mock, headers: { ...headers, vary } },
  };
  return compare({ operation, request: sent, ...pair });
};

const body = (name: string, change: (body: Record<string, unknown>) => object) =>
  JSON.stringify(change(structuredClone(scenarios.get(name)!.response.body) as Record<string, unknown>));

it('a refusal without a scenario → its kind and its words must be the same', () => {
  const { operation, request } = scenarios.get('listCategories stars')!;
  const sent = { ...request, path: '/api/taxonomy/categories/SS' };
  const refusal = (problem: object): RawResponse => {
    const body = JSON.stringify(problem);
    const headers = { 'content-type': 'application/problem+json' };
    return { method: 'GET', status: 400, headers, body, bytes: Buffer.from(body), failures: [] };
  };
  const mock = refusal({ type: 'a', detail: 'b', instance: 'c' });
  const wheres = (problem: object) =>
    compare({ operation, request: sent, mock, other: refusal(problem) }).map(({ where }) => where);
  expect(wheres({ type: 'a', detail: 'b', instance: 'd' })).toEqual([]);
  expect(wheres({ type: 'a', detail: 'c' })).toEqual(['body /detail']);
  expect(wheres({ type: 'b', detail: 'c' })).toEqual(['body /type']);
});

it('a refusal with errors → the first must have the same place and words', () => {
  const { operation, request } = scenarios.get('listCategories stars')!;
  const refusal = (...errors: object[]): RawResponse => {
    const body = JSON.stringify({ type: 'a', detail: String(errors.length), errors });
    const headers = { 'content-type': 'application/problem+json' };
    return { method: 'GET', status: 400, headers, body, bytes: Buffer.from(body), failures: [] };
  };
  const [first, second] = [
    { pointer: '/a', detail: 'is missing' },
    { pointer: '/b', detail: 'is missing' },
  ];
  const wheres = (other: RawResponse) =>
    compare({
      operation,
      request: { ...request, path: '/api/taxonomy/categories/SS' },
      mock: refusal(first),
      other,
    }).map(({ where }) => where);
  expect(wheres(refusal(first, second))).toEqual([]);
  expect(wheres(refusal(second))).toEqual(['body /errors/0/pointer']);
  expect(wheres(refusal({ ...first, detail: 'is wrong' }))).toEqual(['body /errors/0/detail']);
});

describe('handlers, which have no data either', () => {
  const compareHandlers = createComparison(contract, false);
  const { operation, request } = scenarios.get('listCategories stars')!;
  const sent = { ...request, path: '/api/taxonomy/categories/L' };
  const mock: RawResponse = {
    method: 'GET',
    status: 200,
    headers: { 'content-type': 'application/json', vary: 'a', etag: '"a"', 'x-mock': 'used=stars' },
    body: '{"count":1}',
    bytes: Buffer.from(''),
    failures: [],
  };

  it.each<[string, Partial<RawResponse>, string]>([
    ['header', { headers: { ...mock.headers, vary: 'b' } }, 'header vary'],
    ['example', { headers: { ...mock.headers, 'x-mock': 'used=other' } }, 'header x-mock'],
    ['body', { body: '{"count":2}' }, 'body /count'],
  ])('another %s in the response to a request that no scenario has → a difference', (_, changed, where) => {
    const pair = { operation, request: sent, mock, other: { ...mock, ...changed } };
    expect(compareHandlers(pair)).toMatchObject([{ where }]);
    expect(compare({ ...pair, other: mock })).toEqual([]);
  });
});

describe('createComparison', () => {
  it.each<[string, string, Parameters<typeof differences>[1]]>([
    ['the same', 'listLayers current', {}],
    ['another value of a volatile header', 'listLayers current', { headers: { etag: '"b"' } }],
    ['methods in another order', 'listLayers current', { headers: { allow: 'HEAD, GET' } }],
    [
      'members in another order',
      'convertHfnToMfa subcategory',
      { body: '{"mfa":"2.001.007.001","hfn":"S.POP.HPM.001","success":true}' },
    ],
    [
      'another value of a volatile member',
      'getHealth healthy',
      { body: body('getHealth healthy', (health) => ({ ...health, uptime: 1e6 })) },
    ],
  ])('%s → no difference', (_, scenario, changed) => {
    expect(differences(scenario, changed)).toEqual([]);
  });

  it('a success to a request that no scenario has → its headers are compared by name, those of an error by value', () => {
    expect(otherwise('b')).toEqual([]);
    expect(otherwise(undefined)).toMatchObject([{ where: 'header vary' }]);
    expect(otherwise('b', 404)).toMatchObject([{ where: 'header vary' }]);
  });

  it.each<[string, string, Parameters<typeof differences>[1], string, unknown]>([
    ['status', 'listLayers current', { status: 404 }, 'status', '404'],
    [
      'value because the volatile header is missing',
      'listLayers current',
      { headers: { etag: undefined } },
      'header etag',
      'nothing',
    ],
    ['header', 'listLayers current', { headers: { vary: '*' } }, 'header vary', '"*"'],
    [
      'a charset parameter',
      'listLayers current',
      { headers: { 'content-type': 'application/json; charset=utf-8' } },
      'header content-type',
      '"application/json; charset=utf-8"',
    ],
    ['methods', 'listLayers current', { headers: { allow: 'PUT' } }, 'header allow', '"PUT"'],
    [
      'content type',
      'listLayers current',
      { headers: { 'content-type': 'text/html' } },
      'header content-type',
      '"text/html"',
    ],
    [
      'member',
      'listLayers current',
      { body: body('listLayers current', (list) => ({ ...list, count: 9 })) },
      'body /count',
      '9',
    ],
    [
      'kind of problem',
      'listCategories unknownLayer',
      { body: body('listCategories unknownLayer', (problem) => ({ ...problem, type: '/problems/x' })) },
      'body /type',
      '"/problems/x"',
    ],
  ])('another %s → one difference', (_, scenario, changed, where, other) => {
    expect(differences(scenario, changed)).toEqual([{ where, mock: expect.any(String), other }]);
  });
});
