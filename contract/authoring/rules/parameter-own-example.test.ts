import { expect, it } from 'vitest';
import { lintWith, operation } from './testing/lint.ts';

const lint = (parameter: object) =>
  lintWith(
    'parameter-own-example',
    operation({ parameters: [{ name: 'layer', in: 'query', ...parameter }] }),
  );

const pointer = '#/paths/~1things/get/parameters/0';
const examples = { stars: { value: 'S' } };

it.each([
  [
    'no example',
    {},
    `${pointer}/name: Parameter layer has no example beside its schema. Add example, or examples for scenarios.`,
  ],
  [
    'example only in the schema',
    { schema: { type: 'string', example: 'S' } },
    `${pointer}/name: Parameter layer has no example beside its schema. Add example, or examples for scenarios.`,
  ],
  [
    'both forms',
    { example: 'S', examples },
    `${pointer}/example: Parameter layer has both example and examples. Keep one of them.`,
  ],
])('%s → reported', async (_, parameter, want) => {
  expect(await lint(parameter)).toEqual([want]);
});

it.each([
  ['example', { example: '' }],
  ['named examples', { examples }],
])('%s → not reported', async (_, parameter) => {
  expect(await lint(parameter)).toEqual([]);
});
