import { describe, expect, it } from 'vitest';
import { parseContract } from './contract.ts';
import { toyText } from './testing/toy-contract.ts';

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
const contract = parseContract(
  toyText
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
    ),
);
const operation = contract.operations.find(({ id }) => id === 'putOrder')!;
const places = (pointer: string, value: unknown) =>
  contract.validate(pointer, value).map((failure) => failure.pointer);

describe('one schema in requests and responses', () => {
  const request = operation.requestBody!.content.get('application/json')!.schemaPointer;
  const response = operation.responses.get(200)!.content.get('application/json')!.schemaPointer;

  it.each([
    ['without what is read only or has a default', { name: 'a' }, []],
    ['with what is write only', { name: 'a', secret: 's', part: { name: 'b', secret: 's' } }, []],
    ['with what is read only', { id: 1, name: 'a' }, ['/id']],
    ['with what is read only deep inside', { name: 'a', part: { id: 1, name: 'b' } }, ['/part/id']],
    ['without a name', {}, ['/name']],
  ])('a request %s → %o', (_, value, want) => {
    expect(places(request, value)).toEqual(want);
  });

  it.each([
    ['complete', { id: 1, name: 'a', amount: 1 }, []],
    ['without what is read only or has a default', { name: 'a' }, ['/id', '/amount']],
    ['with what is write only', { id: 1, name: 'a', amount: 1, secret: 's' }, ['/secret']],
  ])('a response %s → %o', (_, value, want) => {
    expect(places(response, value)).toEqual(want);
  });

  it('a body that two operations share → split once', () => {
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

it('no keyword of a view → the document itself', () => {
  expect(parseContract(toyText).document).toEqual(parseContract(toyText).document);
  expect(JSON.stringify(parseContract(toyText).document)).not.toContain('.request');
});
