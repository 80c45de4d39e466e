import { expect, it } from 'vitest';
import { lintWith, operation, schema } from './testing/lint.ts';

const lintProperty = (code: object) =>
  lintWith(
    'described-with-example',
    schema({ properties: { code } }, { Shown: { description: 'A code.', examples: ['POP'] }, Bare: {} }),
  );

const pointer = '#/components/schemas/Thing/properties/code: Property code';
const undescribed = 'has no description. Add a sentence that says what it means.';
const unshown = 'shows no value. Add an example.';

it.each([
  [{ type: 'string', examples: ['POP'] }, [`${pointer} ${undescribed}`]],
  [{ type: 'string', description: 'A code.' }, [`${pointer} ${unshown}`]],
  [{ $ref: '#/components/schemas/Bare' }, [`${pointer} ${undescribed}`, `${pointer} ${unshown}`]],
  [{ description: 'Codes.', type: 'array', items: { type: 'string' } }, [`${pointer} ${unshown}`]],
])('property %j → reported', async (code, want) => {
  expect(await lintProperty(code)).toEqual(want);
});

it.each([
  { description: 'A code.', example: null },
  { description: 'A code.', examples: ['POP'] },
  { description: 'A code.', const: true },
  { description: 'A code.', enum: ['POP'] },
  { description: 'Its parts show theirs.', properties: {} },
  { description: 'Its branches show theirs.', oneOf: [{ $ref: '#/components/schemas/Shown' }] },
  { $ref: '#/components/schemas/Shown' },
])('property %j → not reported', async (code) => {
  expect(await lintProperty(code)).toEqual([]);
});

const header = (value: object) => operation({ responses: { 200: { headers: { ETag: value } } } });

it('header without description and value → both are reported', async () => {
  expect(await lintWith('described-with-example', header({ schema: { type: 'string' } }))).toEqual([
    `#/paths/~1things/get/responses/200/headers/ETag: This header ${undescribed}`,
    `#/paths/~1things/get/responses/200/headers/ETag: This header ${unshown}`,
  ]);
});

it.each([
  { description: 'A tag.', example: '"x"' },
  { description: 'A tag.', schema: { const: '"x"' } },
])('header %j → not reported', async (value) => {
  expect(await lintWith('described-with-example', header(value))).toEqual([]);
});

it('parameter without description → reported', async () => {
  const document = operation({ parameters: [{ name: 'since', in: 'query' }] });
  expect(await lintWith('described-with-example', document)).toEqual([
    `#/paths/~1things/get/parameters/0: Parameter since ${undescribed}`,
  ]);
});

it('parameter with description → not reported', async () => {
  const document = operation({ parameters: [{ name: 'since', in: 'query', description: 'A version.' }] });
  expect(await lintWith('described-with-example', document)).toEqual([]);
});
