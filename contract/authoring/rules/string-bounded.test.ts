import { expect, it } from 'vitest';
import { lintWith, schema } from './testing/lint.ts';

it.each([
  [{ type: 'string' }, 'This string has no bound. Add maxLength.'],
  [{ type: ['string', 'null'] }, 'This string has no bound. Add maxLength.'],
  [{ type: 'string', format: 'uri-reference' }, 'This string has no bound. Add maxLength.'],
  [{ type: 'array', items: {} }, 'This array has no bound. Add maxItems.'],
  [{ type: 'integer' }, 'This integer has no bound. Add minimum and maximum.'],
  [{ type: 'number', exclusiveMinimum: 0 }, 'This number has no bound. Add maximum.'],
])('%j → reported', async (thing, message) => {
  expect(await lintWith('string-bounded', schema(thing))).toEqual([
    `#/components/schemas/Thing/type: ${message}`,
  ]);
});

it('unbounded value deep inside → reported', async () => {
  const thing = {
    type: 'object',
    properties: { names: { type: 'array', maxItems: 1, items: { type: 'string' } } },
  };
  expect(await lintWith('string-bounded', schema(thing))).toEqual([
    '#/components/schemas/Thing/properties/names/items/type: This string has no bound. Add maxLength.',
  ]);
});

it.each([
  { type: 'string', maxLength: 3 },
  { type: 'string', enum: ['a'] },
  { type: 'string', const: 'a' },
  { type: 'string', format: 'date-time' },
  { type: 'array', maxItems: 0, items: {} },
  { type: 'integer', minimum: 0, maximum: 0 },
  { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
  { type: 'boolean' },
])('%j → not reported', async (thing) => {
  expect(await lintWith('string-bounded', schema(thing))).toEqual([]);
});
