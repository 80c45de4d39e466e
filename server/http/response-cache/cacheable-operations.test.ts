import { describe, expect, it } from 'vitest';
import { contractWithPaths } from '../../../contract/testing/edited-contract.ts';
import { cacheableOperations } from './cacheable-operations.ts';

const string = { type: 'string', maxLength: 20 };
const header = { schema: string };
const json = { 'application/json': { schema: { type: 'object' } } };
const text = { 'text/plain': { schema: string } };
const filled = { 'application/json': { schema: { type: 'string', default: 'a' } } };
const parameter = (name: string, location: string) => ({ name, in: location, schema: string });
const security = [{ publisher: [] }];
const tooMany = { 429: { description: 'Too many requests.' } };
const headers = { ETag: header, Vary: header };

interface Parts {
  readonly headers?: object;
  readonly content?: object;
  readonly status?: number;
  readonly refusals?: object;
}
const operation = (
  more: object = {},
  { headers = {}, content = json, status = 200, refusals = tooMany }: Parts = {},
) => ({ responses: { [status]: { description: 'Done.', headers, content }, ...refusals }, ...more });

/** What is cacheable of our contract with these operations, each at its place in the list. */
function cacheableOf(method: string, added: readonly object[], trustedProxies = 0) {
  const paths = added.map((one, index) => [
    `/added/${index}`,
    { [method]: { operationId: `added${index}`, ...one } },
  ]);
  const contract = contractWithPaths(Object.fromEntries(paths));
  const { gets, posts, headerNames } = cacheableOperations(contract, { trustedProxies });
  const isAdded = (path: string) => path.startsWith('/added');
  return {
    gets: [...gets].map(({ path }) => path).filter(isAdded),
    posts: [...posts.keys()].filter(isAdded),
    headerNames,
  };
}

type Row = [situation: string, more: object, parts: Parts, isCacheable: boolean];
const situationsAt = (rows: readonly Row[], paths: readonly string[]) =>
  paths.map((path) => rows[Number(path.split('/').at(-1))]?.[0]);
const cacheable = (rows: readonly Row[]) =>
  rows.flatMap(([situation, , , isCacheable]) => (isCacheable ? [situation] : []));

describe('a GET', () => {
  const rows: readonly Row[] = [
    ['ETag and Vary', {}, { headers }, true],
    ['no headers', {}, {}, false],
    ['no Vary', {}, { headers: { ETag: header } }, false],
    ['no ETag', {}, { headers: { Vary: header } }, false],
    ['security', { security }, { headers }, false],
    ['no quota', {}, { headers, refusals: {} }, false],
    ['no 200', {}, { headers, status: 201 }, false],
    [
      'parameters',
      { parameters: [parameter('q', 'query'), parameter('X-Mode', 'header')] },
      { headers },
      true,
    ],
  ];

  it('open and counted, with ETag and Vary → kept, and no other', () => {
    const { gets } = cacheableOf(
      'get',
      rows.map(([, more, parts]) => operation(more, parts)),
    );
    expect(situationsAt(rows, gets)).toEqual(cacheable(rows));
  });

  it('another method with ETag and Vary → not kept', () => {
    expect(cacheableOf('put', [operation({}, { headers })]).gets).toEqual([]);
  });
});

describe('a POST', () => {
  const requestBody = { required: true, 'x-max-bytes': 1000, content: json };
  const body = (more: object) => ({ requestBody: { ...requestBody, ...more } });
  const rows: readonly Row[] = [
    ['JSON in and out', {}, {}, true],
    ['an optional body', body({ required: false }), {}, false],
    ['no body', { requestBody: undefined }, {}, false],
    ['a body of another type', body({ content: text }), {}, false],
    ['a body of two types', body({ content: { ...json, ...text } }), {}, false],
    ['a body with a default', body({ content: filled }), {}, false],
    ['security', { security }, {}, false],
    ['no quota', {}, { refusals: {} }, false],
    ['a query parameter', { parameters: [parameter('q', 'query')] }, {}, false],
    ['a header parameter', { parameters: [parameter('X-Mode', 'header')] }, {}, false],
    ['a request id', { parameters: [parameter('X-Request-Id', 'header')] }, {}, true],
    ['a response of another type', {}, { content: text }, false],
    ['a response of two types', {}, { content: { ...json, ...text } }, false],
    ['a response with a default', {}, { content: filled }, false],
    ['no 200', {}, { status: 201 }, false],
  ];

  it('open and counted, with JSON alone in and out → computed, and no other', () => {
    const { posts } = cacheableOf(
      'post',
      rows.map(([, more, parts]) => operation({ requestBody, ...more }, parts)),
    );
    expect(situationsAt(rows, posts)).toEqual(cacheable(rows));
  });

  it('PUT → not computed', () => {
    expect(cacheableOf('put', [operation({ requestBody })]).posts).toEqual([]);
  });
});

describe('the headers that a response depends on', () => {
  const own = ['accept', 'accept-encoding', 'if-match', 'if-none-match', 'origin'];

  it.each([
    [0, own],
    [1, [...own, 'x-forwarded-proto']],
  ])('%i proxies → those of the pipeline', (proxies, want) => {
    const { headerNames } = cacheableOf('get', [], proxies);
    expect(headerNames).toEqual(expect.arrayContaining(want));
    expect(headerNames.includes('x-forwarded-proto')).toBe(proxies > 0);
  });

  it('a header parameter of a GET that is kept → in lower case, once; that of another → not', () => {
    const taking = (...names: string[]) => ({ parameters: names.map((name) => parameter(name, 'header')) });
    const { headerNames } = cacheableOf('get', [
      operation(taking('X-Mode', 'If-Match'), { headers }),
      operation(taking('X-Other')),
    ]);
    expect(headerNames).toEqual([...new Set(headerNames)]);
    expect(headerNames).toContain('x-mode');
    expect(headerNames).not.toContain('x-other');
  });
});
