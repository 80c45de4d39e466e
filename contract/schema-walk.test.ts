import { expect, it } from 'vitest';
import {
  applicableSchemas,
  componentsOf,
  demandedSchemas,
  schemasWithin,
  typesOf,
  usedComponents,
} from './schema-walk.ts';

const document = {
  components: {
    schemas: {
      Base: { type: 'object', properties: { id: { type: 'integer' } } },
      Toy: {
        $ref: '#/components/schemas/Base',
        allOf: [{ properties: { name: { enum: ['a', null, 1] } } }],
        oneOf: [{ properties: { size: { const: 3 } } }],
        anyOf: [{ additionalProperties: { type: ['string', 'null'] } }],
        items: { $ref: '#/components/schemas/Toy.request' },
      },
      'Toy.request': { type: 'array', items: { type: 'boolean' } },
      Self: { properties: { self: { $ref: '#/components/schemas/Self' } } },
    },
    headers: { Any: {} },
  },
  'x-old': { components: { schemas: { Toy: {} } } },
  inline: { allOf: [{ $ref: '#/components/schemas/Toy.request' }, { $ref: '#/components/schemas/Self' }] },
};
const toy = '/components/schemas/Toy';
const pointers = (schemas: readonly { pointer: string }[]) => schemas.map(({ pointer }) => pointer);

it('what a schema demands → itself first, references and allOf, no alternatives', () => {
  expect(pointers(demandedSchemas(document, toy))).toEqual([
    ...[toy, '/components/schemas/Base', `${toy}/allOf/0`],
  ]);
});

it('what may describe a value → alternatives, too', () => {
  expect(pointers(applicableSchemas(document, toy))).toEqual([
    ...[toy, '/components/schemas/Base', `${toy}/allOf/0`, `${toy}/oneOf/0`, `${toy}/anyOf/0`],
  ]);
});

it('no schema at the pointer → an error that names it', () => {
  expect(() => demandedSchemas(document, '/nowhere')).toThrow('there is no schema at /nowhere');
});

it('the names of components → the nearest first, without the suffix of a view', () => {
  expect(componentsOf(document, toy)).toEqual(['Toy', 'Base']);
  expect(componentsOf(document, '/inline')).toEqual(['Toy', 'Self']);
  for (const other of [`${toy}/allOf/0`, `/x-old${toy}`]) expect(componentsOf(document, other)).toEqual([]);
});

it.each([
  ['id', '/components/schemas/Base/properties/id', ['integer']],
  ['name', `${toy}/allOf/0/properties/name`, ['string', 'null', 'number']],
  ['size', `${toy}/oneOf/0/properties/size`, ['number']],
])('the member %s → the first schema that describes it, and its types', (name, pointer, types) => {
  const found = schemasWithin(document, applicableSchemas(document, toy), name);
  expect(pointers(found)).toContain(pointer);
  expect(typesOf(document, pointer)).toEqual(types);
});

it('a member that is not declared, or an item → additionalProperties and items', () => {
  const found = pointers(schemasWithin(document, applicableSchemas(document, toy), 'other'));
  expect(found).toEqual([
    ...[`${toy}/items`, '/components/schemas/Toy.request', `${toy}/anyOf/0/additionalProperties`],
  ]);
  expect(typesOf(document, `${toy}/anyOf/0/additionalProperties`)).toEqual(['string', 'null']);
  expect(schemasWithin(document, applicableSchemas(document, toy), 'toString').length).toBe(found.length);
});

it('a schema that says no type → none', () => {
  expect(typesOf(document, '/components/schemas/Self')).toEqual([]);
});

it('components that a part refers to → those within them, too, each once', () => {
  expect([...usedComponents(document, document.inline).keys()]).toEqual([
    ...['/components/schemas/Toy.request', '/components/schemas/Self'],
  ]);
  expect([...usedComponents(document, { a: { $ref: `#${toy}` } }).keys()]).toEqual([
    ...[toy, '/components/schemas/Base', '/components/schemas/Toy.request'],
  ]);
  expect(usedComponents(document, {}).size).toBe(0);
});
