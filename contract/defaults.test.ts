import { expect, it } from 'vitest';
import { withDefaults } from './defaults.ts';

const document = {
  components: {
    schemas: {
      Size: { type: 'integer', default: 3 },
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
  ['a member called __proto__', JSON.parse('{"__proto__":1}'), { ...JSON.parse('{"__proto__":1}'), ...toy }],
])('%s → the defaults that are lacking', (_, value, want) => {
  expect(withDefaults(document, '/components/schemas/Toy', value)).toEqual(want);
});
