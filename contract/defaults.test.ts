import { expect, it } from 'vitest';
import { defaultOf, withDefaults } from './defaults.ts';

const document = {
  components: {
    schemas: {
      Size: { type: 'integer', default: 3 },
      'Plain.box-1': { type: 'object', properties: { name: { type: 'string' } } },
      Plain: { properties: { box: { $ref: '#/components/schemas/Plain.box-1' } } },
      Box: { $ref: '#/components/schemas/Toy/properties/box' },
      Toy: {
        type: 'object',
        allOf: [{ properties: { colour: { default: 'red' } } }],
        properties: {
          size: { $ref: '#/components/schemas/Size' },
          parts: { type: 'array', items: { $ref: '#/components/schemas/Toy' } },
          box: { properties: { lid: { default: false } } },
        },
      },
    },
  },
};
const toy = { size: 3, colour: 'red' };

it.each([
  ['nothing given', {}, toy],
  ['given', { size: 5, colour: null, more: 1 }, { size: 5, colour: null, more: 1 }],
  [
    'within lists and objects',
    { parts: [{}, { size: 1 }], box: {} },
    { parts: [toy, { ...toy, size: 1 }], box: { lid: false }, ...toy },
  ],
  ['no object', 'text', 'text'],
  ['bytes', new Uint8Array([1]), new Uint8Array([1])],
  ['a member called __proto__', JSON.parse('{"__proto__":1}'), { ...JSON.parse('{"__proto__":1}'), ...toy }],
])('%s → the defaults that are lacking', (_, value, want) => {
  expect(withDefaults(document, '/components/schemas/Toy', value)).toStrictEqual(want);
});

it('a reference into a component → followed', () => {
  expect(withDefaults(document, '/components/schemas/Box', {})).toEqual({ lid: false });
});

it('a schema without defaults → the value itself', () => {
  const value = { box: {} };
  expect(withDefaults(document, '/components/schemas/Plain', value)).toBe(value);
});

it('the default of a schema → also of one that it refers to', () => {
  const pointers = ['Size', 'Toy/properties/size', 'Toy'].map((name) => `/components/schemas/${name}`);
  expect(pointers.map((pointer) => defaultOf(document, pointer))).toEqual([3, 3, undefined]);
});
