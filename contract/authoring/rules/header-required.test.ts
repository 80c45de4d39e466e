import { expect, it } from 'vitest';
import { lintWith, operation } from './testing/lint.ts';

const always = { 'Cache-Control': { required: true }, 'X-Request-Id': { required: true } };

const lint = (headers: object, others: object = always) =>
  lintWith(
    'header-required',
    operation(
      { responses: { 200: { headers: { ...others, ...headers } } } },
      { headers: { Vary: {}, RateLimit: { required: true }, RateLimitIfCounted: {} } },
    ),
  );

const component = (name: string) => ({ $ref: `#/components/headers/${name}` });

it.each([
  ['says nothing', { Vary: {} }],
  ['is optional', { Vary: { required: false } }],
  ['is a component that says nothing', { Vary: component('Vary') }],
])('a header that %s → reported', async (_, headers) => {
  expect(await lint(headers)).toEqual([
    '#/paths/~1things/get/responses/200/headers/Vary: Header Vary may be missing. Add required: true.',
  ]);
});

it.each([
  ['is required', { Vary: { required: true } }],
  ['is a required component', { RateLimit: component('RateLimit') }],
  ['is there if counted', { RateLimit: component('RateLimitIfCounted') }],
])('a header that %s → not reported', async (_, headers) => {
  expect(await lint(headers)).toEqual([]);
});

it.each(['Cache-Control', 'X-Request-Id'] as const)('a response without %s → reported', async (name) => {
  const { [name]: _, ...others } = always;
  expect(await lint({}, others)).toEqual([
    `#/paths/~1things/get/responses/200: Header ${name} is missing. Every response has it.`,
  ]);
});

it('a header in other letters → not reported', async () => {
  expect(await lint({}, { 'cache-control': { required: true }, 'x-request-id': { required: true } })).toEqual(
    [],
  );
});
