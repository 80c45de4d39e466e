import { expect, it } from 'vitest';
import { lintWith, operation, schema } from './testing/lint.ts';

const volatile = { 'x-volatile': true };
const remedy =
  'is not known to differ from answer to answer. Remove x-volatile, or name it in volatile-known.js.';

const lintHeader = (name: string, header: object) =>
  lintWith('volatile-known', operation({ responses: { 200: { headers: { [name]: header } } } }));

it.each([
  ['another property', { properties: { count: volatile } }, 'Thing/properties/count'],
  ['a checksum of the data', { properties: { checksum: volatile } }, 'Thing/properties/checksum'],
  ['a whole component', volatile, 'Thing'],
  ['an item of a list', { items: volatile }, 'Thing/items'],
])('%s → fires', async (_, thing, where) => {
  expect(await lintWith('volatile-known', schema(thing))).toEqual([
    `#/components/schemas/${where}/x-volatile: This value ${remedy}`,
  ]);
});

it('another header → fires', async () => {
  expect(await lintHeader('Vary', volatile)).toEqual([
    `#/paths/~1things/get/responses/200/headers/Vary/x-volatile: Header Vary ${remedy}`,
  ]);
});

it('the schema of a header → fires, for the header itself says it', async () => {
  expect(await lintHeader('ETag', { schema: volatile })).toHaveLength(1);
});

it.each([
  ['a property known to differ', { properties: { uptime: volatile } }],
  ['the checksum of the contract', { properties: { contract: { properties: { checksum: volatile } } } }],
  ['a property that stays', { properties: { count: {} } }],
])('%s → silent', async (_, thing) => {
  expect(await lintWith('volatile-known', schema(thing))).toEqual([]);
});

it('a header known to differ → silent', async () => {
  expect(await lintHeader('ETag', volatile)).toEqual([]);
});
