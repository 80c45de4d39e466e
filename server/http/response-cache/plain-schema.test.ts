import { expect, it } from 'vitest';
import { isPlainSchema } from './plain-schema.ts';

const string = { type: 'string' };
const filled = { type: 'string', default: 'a' };

it.each<[isPlain: boolean, schema: unknown]>([
  [true, true],
  [true, false],
  [false, undefined],
  [false, 'string'],
  [true, {}],
  [true, { type: 'object', required: ['a'], additionalProperties: false, properties: { a: string } }],
  [false, { type: 'object', properties: { a: string, b: filled } }],
  [false, { additionalProperties: filled }],
  [false, { type: 'array', items: filled }],
  [true, { allOf: [string, { minLength: 1 }] }],
  [false, { allOf: [string, filled] }],
  [false, { patternProperties: { a: filled } }],
  [false, { not: { if: filled } }],
  [false, { type: 'string', format: 'date' }],
  [false, { type: 'string', readOnly: true }],
  [true, { title: 'a', description: 'b', examples: [{ default: 1 }], 'x-volatile': true }],
  [false, { 'x-other': true }],
  [true, { $ref: '#/defs/plain' }],
  [false, { $ref: '#/defs/filled' }],
  [false, { properties: { a: { $ref: '#/defs/filled' } } }],
  [true, { $ref: '#/defs/endless' }],
])('%s: %j → whether its keywords only accept or refuse', (isPlain, schema) => {
  const endless = { properties: { next: { $ref: '#/defs/endless' }, value: string } };
  const document = { schema, defs: { plain: string, filled, endless } };
  expect(isPlainSchema(document as never, '#/schema')).toBe(isPlain);
});
