import { expect, it } from 'vitest';
import { lintWith } from './testing/lint.ts';

const declared = (...statuses: number[]) => Object.fromEntries(statuses.map((status) => [status, {}]));
const query = { parameters: [{ name: 'since', in: 'query' }] };
const header = { parameters: [{ name: 'X-Request-Id', in: 'header' }] };
const tagged = { 200: { headers: { ETag: {} } } };
const guarded = { security: [{ publisher: ['things:write'] }] };
const always = declared(429, 500, 503);

const lint = (method: string, operation: object, item: object = {}) =>
  lintWith('statuses-complete', { paths: { '/things': { ...item, [method]: operation } } });

it('a status is missing → where, why and what to do', async () => {
  expect(await lint('get', { responses: declared(429, 500) })).toEqual([
    '#/paths/~1things/get/responses: The operation does not declare 503. A server may have no release to serve. Add it.',
  ]);
});

it.each([
  ['nothing declared', 'get', { responses: {} }, {}, [429, 500, 503]],
  ['a query parameter', 'get', { ...query, responses: always }, {}, [400]],
  ['a parameter of the path item', 'get', { responses: always }, query, [400]],
  ['a body', 'post', { requestBody: {}, responses: always }, {}, [400, 413, 415]],
  ['an ETag', 'get', { responses: { ...always, ...tagged } }, {}, [304]],
  ['security', 'post', { ...guarded, responses: always }, {}, [401, 403]],
])('%s → each missing status is reported', async (_, method, operation, item, missing) => {
  const found = await lint(method, operation, item);
  expect(found.map((problem) => Number(/declare (\d+)/.exec(problem)?.[1])).sort()).toEqual(missing);
});

it.each([
  ['no inputs', 'get', { responses: always }],
  ['headers as inputs', 'get', { ...header, responses: always }],
  ['a query parameter', 'get', { ...query, responses: { ...always, ...declared(400) } }],
  ['a body', 'post', { requestBody: {}, responses: { ...always, ...declared(400, 413, 415) } }],
  ['an ETag', 'get', { responses: { ...always, ...tagged, ...declared(304) } }],
  ['security', 'post', { ...guarded, responses: { ...always, ...declared(401, 403) } }],
  ['empty security', 'get', { security: [], responses: always }],
  ['an ETag of a POST', 'post', { responses: { ...always, ...tagged } }],
])('%s and all statuses → not reported', async (_, method, operation) => {
  expect(await lint(method, operation)).toEqual([]);
});
