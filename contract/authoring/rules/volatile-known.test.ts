import { expect, it } from 'vitest';
import { lintWith, operation, schema } from './testing/lint.ts';

const volatile = { 'x-volatile': true };
const remedy = 'is not known to differ between responses. Remove x-volatile, or add it to volatile-known.js.';

const lintHeader = (name: string, header: object) =>
  lintWith('volatile-known', operation({ responses: { 200: { headers: { [name]: header } } } }));

it.each([
  ['another property', { properties: { count: volatile } }, 'Thing/properties/count'],
  ['a checksum of the data', { properties: { checksum: volatile } }, 'Thing/properties/checksum'],
  ['a whole component', volatile, 'Thing'],
  ['an item of a list', { items: volatile }, 'Thing/items'],
])('%s → reported', async (_, thing, where) => {
  expect(await lintWith('volatile-known', schema(thing))).toEqual([
    `#/components/schemas/${where}/x-volatile: This value ${remedy}`,
  ]);
});

it('another header → reported', async () => {
  expect(await lintHeader('Vary', volatile)).toEqual([
    `#/paths/~1things/get/responses/200/headers/Vary/x-volatile: Header Vary ${remedy}`,
  ]);
});

it('the schema of a header → reported, because the mark belongs on the header', async () => {
  expect(await lintHeader('ETag', { schema: volatile })).toHaveLength(1);
});

it.each([
  ['a property known to differ', { properties: { uptime: volatile } }],
  ['the checksum of the contract', { properties: { contract: { properties: { checksum: volatile } } } }],
  ['a property without the mark', { properties: { count: {} } }],
])('%s → not reported', async (_, thing) => {
  expect(await lintWith('volatile-known', schema(thing))).toEqual([]);
});

it('a header known to differ → not reported', async () => {
  expect(await lintHeader('ETag', volatile)).toEqual([]);
});
