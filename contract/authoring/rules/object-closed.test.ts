import { expect, it } from 'vitest';
import { lintWith, operation, schema } from './testing/lint.ts';

const open = { type: 'object', properties: { code: {} } };
const closed = { ...open, additionalProperties: false };
const ref = { $ref: '#/components/schemas/Open' };

const lint = (thing: Record<string, unknown>) => lintWith('object-closed', schema(thing, { Open: open }));

it.each([
  ['property', { properties: { node: open } }, 'Thing/properties/node'],
  ['item of a list', { items: open }, 'Thing/items'],
  ['alternative', { oneOf: [closed, open] }, 'Thing/oneOf/1'],
  ['value of a map', { additionalProperties: open }, 'Thing/additionalProperties'],
  ['component that a property refers to', { properties: { node: ref } }, 'Open'],
])('open object as %s → reported', async (_, thing, where) => {
  expect(await lint(thing)).toEqual([
    `#/components/schemas/${where}: This object is open. Add additionalProperties: false.`,
  ]);
});

it('open composition → reported, with the keyword that closes compositions', async () => {
  for (const additionalProperties of [undefined, false]) {
    expect(await lint({ properties: { node: { allOf: [ref], additionalProperties } } })).toEqual([
      '#/components/schemas/Thing/properties/node: This object is open. Add unevaluatedProperties: false.',
    ]);
  }
});

it('open body → reported', async () => {
  const responses = { 200: { content: { 'application/json': { schema: open } } } };
  expect(await lintWith('object-closed', operation({ responses }))).toHaveLength(1);
});

it('component used twice → reported once', async () => {
  expect(await lint({ properties: { a: ref, b: ref } })).toHaveLength(1);
});

it.each([
  ['closed object', { properties: { node: closed } }],
  ['members of a closed composition', { items: { allOf: [ref], unevaluatedProperties: false } }],
  ['branches of a closed composition', { items: { oneOf: [ref], unevaluatedProperties: false } }],
  ['map', { properties: { counts: { type: 'object', additionalProperties: { type: 'integer' } } } }],
  ['no object', { properties: { code: { type: 'string' } } }],
  ['nullable closed object', { properties: { node: { ...closed, type: ['object', 'null'] } } }],
])('%s → not reported', async (_, thing) => {
  expect(await lint(thing)).toEqual([]);
});
