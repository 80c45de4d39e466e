import { expect, it } from 'vitest';
import { lintWith, operation } from './testing/lint.ts';

const lint = (headers: object) =>
  lintWith(
    'header-required',
    operation(
      { responses: { 200: { headers } } },
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
