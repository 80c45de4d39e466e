import { expect, it } from 'vitest';
import { lintWith, operation } from './testing/lint.ts';

const lint = (parameter: object) =>
  lintWith(
    'parameter-own-example',
    operation({ parameters: [{ name: 'layer', in: 'query', ...parameter }] }),
  );

const place = '#/paths/~1things/get/parameters/0';
const examples = { stars: { value: 'S' } };

it.each([
  [
    'no example',
    {},
    `${place}/name: Parameter layer has no example of its own. Add example, or examples for scenarios.`,
  ],
  [
    'example in the schema alone',
    { schema: { type: 'string', example: 'S' } },
    `${place}/name: Parameter layer has no example of its own. Add example, or examples for scenarios.`,
  ],
  [
    'both forms',
    { example: 'S', examples },
    `${place}/example: Parameter layer has both example and examples. Keep one of them.`,
  ],
])('%s → fires', async (_, parameter, want) => {
  expect(await lint(parameter)).toEqual([want]);
});

it.each([
  ['example', { example: '' }],
  ['named examples', { examples }],
])('%s → silent', async (_, parameter) => {
  expect(await lint(parameter)).toEqual([]);
});
