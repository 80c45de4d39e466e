import { expect, it } from 'vitest';
import { lintWith } from './testing/lint.ts';

const declared = (...statuses: number[]) => Object.fromEntries(statuses.map((status) => [status, {}]));
const tagged = { 200: { headers: { ETag: {} } } };
const guarded = { security: [{ publisher: ['things:write'] }] };
const always = declared(400, 429, 500);

const lint = (method: string, operation: object) =>
  lintWith('statuses-complete', { paths: { '/things': { [method]: operation } } });

it('a status is missing → where, why and what to do', async () => {
  expect(await lint('get', { responses: declared(400, 429) })).toEqual([
    '#/paths/~1things/get/responses: The operation does not declare 500. Every handler can fail. Add it.',
  ]);
});

it.each([
  ['nothing declared', 'get', { responses: {} }, [400, 429, 500]],
  ['no inputs', 'get', { responses: declared(429, 500) }, [400]],
  ['a body', 'post', { requestBody: {}, responses: always }, [413, 415]],
  ['an ETag', 'get', { responses: { ...always, ...tagged } }, [304, 412]],
  ['security', 'post', { ...guarded, responses: always }, [401, 403]],
  ['optional security', 'post', { security: [{}, { publisher: [] }], responses: always }, [401, 403]],
  ['a range only', 'post', { ...guarded, requestBody: {}, responses: { '4XX': {} } }, [401, 403, 429, 500]],
  ['default only', 'post', { ...guarded, requestBody: {}, responses: { default: {} } }, [401, 403, 429]],
])('%s → each missing status is reported', async (_, method, operation, missing) => {
  const found = await lint(method, operation);
  expect(found.map((problem) => Number(/declare (\d+)/.exec(problem)?.[1])).sort()).toEqual(missing);
});

it.each([
  ['no release read, no 503', 'get', { responses: always }],
  ['a body', 'post', { requestBody: {}, responses: { ...always, ...declared(413, 415) } }],
  ['an ETag', 'get', { responses: { ...always, ...tagged, ...declared(304, 412) } }],
  ['security', 'post', { ...guarded, responses: { ...always, ...declared(401, 403) } }],
  ['empty security', 'get', { security: [], responses: always }],
  ['security that demands nothing', 'get', { security: [{}], responses: always }],
  ['no quota', 'get', { 'x-unlimited': true, responses: declared(400, 500) }],
  ['an ETag of a POST', 'post', { responses: { ...always, ...tagged } }],
])('%s and all statuses → not reported', async (_, method, operation) => {
  expect(await lint(method, operation)).toEqual([]);
});

it('429 of an operation that has no quota → reported', async () => {
  expect(await lint('get', { 'x-unlimited': true, responses: always })).toEqual([
    expect.stringContaining('The operation declares 429, which it never gets: it has x-unlimited.'),
  ]);
});

it('security of the document → it counts for an operation that says nothing', async () => {
  const open = { security: [], responses: always };
  const found = await lintWith('statuses-complete', {
    security: [{ publisher: [] }],
    paths: { '/open': { get: open }, '/things': { get: { responses: always } } },
  });
  expect(found.map((problem) => /^#\S+ The operation does not declare \d+/.exec(problem)?.[0])).toEqual([
    '#/paths/~1things/get/responses: The operation does not declare 401',
    '#/paths/~1things/get/responses: The operation does not declare 403',
  ]);
});
