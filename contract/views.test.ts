import { beforeEach, describe, expect, it } from 'vitest';
import { parseContract } from './contract.ts';
import type { JsonObject } from './json.ts';
import type { Contract, Operation } from './model.ts';
import { toyText } from './testing/toy-contract.ts';
import { splitViews, type View } from './views.ts';

const schemas = `
    Order:
      type: object
      additionalProperties: false
      required: [id, name, amount]
      properties:
        id: { type: integer, readOnly: true }
        name: { type: string }
        amount: { type: integer, default: 1 }
        secret: { $ref: '#/components/schemas/Secret' }
        part: { $ref: '#/components/schemas/Order' }
    Secret: { type: string, writeOnly: true }
`;
const content = "application/json: { schema: { $ref: '#/components/schemas/Order' } }";
const text = toyText
  .replace('  schemas:', `  requestBodies: { Order: { content: { ${content} } } }\n  schemas:${schemas}`)
  .replace(
    'paths:',
    `paths:
  /shared:
    put: { operationId: putFirst, requestBody: { $ref: '#/components/requestBodies/Order' }, responses: {} }
    post: { operationId: putSecond, requestBody: { $ref: '#/components/requestBodies/Order' }, responses: {} }
  /orders:
    put:
      operationId: putOrder
      requestBody: { required: true, x-max-bytes: 99, content: { ${content} } }
      responses: { 200: { description: Done., content: { ${content} } } }`,
  );

let contract: Contract;
let operation: Operation;
beforeEach(() => {
  contract = parseContract(text);
  operation = contract.operations.find(({ id }) => id === 'putOrder')!;
});
const places = (pointer: string, value: unknown) =>
  contract.validate(pointer, value).map((failure) => failure.pointer);

describe('one schema in requests and responses', () => {
  const request = () => operation.requestBody!.content.get('application/json')!.schemaPointer;
  const response = () => operation.responses.get(200)!.content.get('application/json')!.schemaPointer;

  it.each([
    ['without what is read only or has a default', { name: 'a' }, []],
    ['with what is write only', { name: 'a', secret: 's', part: { name: 'b', secret: 's' } }, []],
    ['with what is read only', { id: 1, name: 'a' }, ['/id']],
    ['with what is read only deep inside', { name: 'a', part: { id: 1, name: 'b' } }, ['/part/id']],
    ['without a name', {}, ['/name']],
  ])('a request %s → %o', (_, value, want) => {
    expect(places(request(), value)).toEqual(want);
  });

  it.each([
    ['complete', { id: 1, name: 'a', amount: 1 }, []],
    ['without what is read only or has a default', { name: 'a' }, ['/id', '/amount']],
    ['with what is write only', { id: 1, name: 'a', amount: 1, secret: 's' }, ['/secret']],
  ])('a response %s → %o', (_, value, want) => {
    expect(places(response(), value)).toEqual(want);
  });

  it('a body that two operations share → split once, for both', () => {
    const shared = contract.operations.filter(({ path }) => path === '/shared');
    const order = '/components/schemas/Order.request';
    expect(
      shared.map(({ requestBody }) => requestBody!.content.get('application/json')!.schemaPointer),
    ).toEqual([order, order]);
    const names = Object.keys(Object(contract.document.components).schemas);
    expect(names.filter((name) => name.startsWith('Order'))).toEqual([
      'Order',
      'Order.request',
      'Order.response',
    ]);
  });

  it('the document that is served → as it was written', () => {
    expect(contract.text).not.toContain('Order.request');
  });
});

describe('the schemas that a view copies', () => {
  const shared = {
    Cat: { properties: { kind: { const: 'Cat' }, id: { readOnly: true } } },
    Dog: { properties: { kind: { const: 'Dog' } } },
  };
  const split = (schema: object, views?: readonly View[]) => {
    const content = { 'application/json': { schema } };
    const document = {
      paths: { '/a': { put: { requestBody: { content } } } },
      components: { schemas: { ...shared } },
      'x-old': { components: { schemas: { Cat: { readOnly: true } } } },
    };
    const { paths, components } = splitViews(document, views) as typeof document;
    return {
      schema: paths['/a'].put.requestBody.content['application/json'].schema,
      names: Object.keys(components.schemas),
    };
  };
  const cat = { $ref: '#/components/schemas/Cat' };
  const dog = { $ref: '#/components/schemas/Dog' };
  const inRequest = { $ref: '#/components/schemas/Cat.request' };

  it.each(['oneOf', 'anyOf'])('%s with a discriminator → its values lead to the copies', (keyword) => {
    const { schema, names } = split({
      [keyword]: [cat, dog, { type: 'object' }],
      discriminator: { propertyName: 'kind' },
    });
    expect(schema).toEqual({
      [keyword]: [inRequest, dog, { type: 'object' }],
      discriminator: {
        propertyName: 'kind',
        mapping: { Cat: '#/components/schemas/Cat.request', Dog: '#/components/schemas/Dog' },
      },
    });
    expect(names).toEqual(['Cat', 'Dog', 'Cat.request']);
  });

  it('a discriminator with a mapping, by names and by references → as it says', () => {
    const mapping = { cat: 'Cat', dog: '#/components/schemas/Dog' };
    const { schema } = split({ oneOf: [cat, dog], discriminator: { propertyName: 'kind', mapping } });
    expect(schema).toMatchObject({
      discriminator: {
        mapping: { cat: '#/components/schemas/Cat.request', dog: '#/components/schemas/Dog' },
      },
    });
  });

  it.each(['items', 'additionalProperties', 'not', 'then', 'contains'])(
    '%s → copied where it differs',
    (keyword) => {
      expect(split({ [keyword]: cat }).schema).toEqual({ [keyword]: inRequest });
      expect(split({ [keyword]: dog, allOf: [cat] }).schema).toEqual({ [keyword]: dog, allOf: [inRequest] });
    },
  );

  it.each(['$defs', 'patternProperties'])('%s → copied where its members differ', (keyword) => {
    expect(split({ [keyword]: { a: cat, b: dog } }).schema).toEqual({ [keyword]: { a: inRequest, b: dog } });
  });

  it.each<[string, JsonObject, JsonObject]>([
    [
      'the schema false',
      { properties: { kind: false, id: { readOnly: true } } },
      { properties: { kind: false, id: { not: {} } }, required: [] },
    ],
    [
      'an object without what differs',
      { allOf: [cat, { properties: { name: {} } }] },
      { allOf: [inRequest, { properties: { name: {} } }] },
    ],
    ...['#/components/schemas/Cat/properties/id', '#/x-old/components/schemas/Cat'].map(
      ($ref): [string, JsonObject, JsonObject] => [$ref, { $ref, not: cat }, { $ref, not: inRequest }],
    ),
  ])('%s beside what differs → as it was', (_, schema, want) => {
    expect(split(schema).schema).toStrictEqual(want);
  });

  it('a view in which defaults are always there → their properties are required', () => {
    const filled: View = {
      ...{ of: 'requests', suffix: '.filled', hidden: 'readOnly', differs: /"default":/ },
      withDefault: 'required',
    };
    expect(split({ properties: { size: { default: 1 }, name: {} } }, [filled]).schema).toMatchObject({
      required: ['size'],
    });
  });

  it('binary data → its schema demands nothing; nothing differs → the same document', () => {
    expect(split({ properties: { file: { type: 'string', format: 'binary' } } }).schema).toMatchObject({
      properties: { file: { contentMediaType: 'application/octet-stream' } },
    });
    const document = { paths: {}, components: {} };
    expect(splitViews(document)).toBe(document);
  });
});

it('no keyword of a view → the document itself', () => {
  expect(parseContract(toyText).document).toEqual(parseContract(toyText).document);
  expect(JSON.stringify(parseContract(toyText).document)).not.toContain('.request');
});
