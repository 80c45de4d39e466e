import { expect, it } from 'vitest';
import { lintWith, operation } from './testing/lint.ts';

const lint = (responses: object) =>
  lintWith(
    'response-component-single-status',
    operation({ responses }, { responses: { Gone: {}, Lost: {} } }),
  );

const gone = { $ref: '#/components/responses/Gone' };
const lost = { $ref: '#/components/responses/Lost' };

it('one component under two statuses → the second is named', async () => {
  expect(await lint({ 404: gone, 410: gone })).toEqual([
    '#/paths/~1things/get/responses/410: #/components/responses/Gone is already the response of 404. Add another component for 410.',
  ]);
});

it('one component under two statuses of two operations → the second is named', async () => {
  const document = {
    paths: { '/a': { get: { responses: { 404: gone } } }, '/b': { get: { responses: { 410: gone } } } },
    components: { responses: { Gone: {} } },
  };
  expect(await lintWith('response-component-single-status', document)).toHaveLength(1);
});

it('a component for each status → not reported', async () => {
  expect(await lint({ 404: lost, 410: gone })).toEqual([]);
});

it('a component under the same status in two operations → not reported', async () => {
  const item = { get: { responses: { 404: gone } } };
  const document = { paths: { '/a': item, '/b': item }, components: { responses: { Gone: {} } } };
  expect(await lintWith('response-component-single-status', document)).toEqual([]);
});
