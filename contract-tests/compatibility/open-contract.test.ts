import { describe, expect, it } from 'vitest';
import { checkResponse } from '../../contract/check-response.ts';
import { parseContract } from '../../contract/contract.ts';
import { operationById } from '../../contract/paths.ts';
import { toyContract } from '../../contract/testing/toy-contract.ts';
import { openContract, readAsClient } from './open-contract.ts';

const schema = (Thing: object) =>
  parseContract(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Toys', version: '1.0.0' },
      paths: {},
      components: {
        schemas: { Thing, ProblemType: { type: 'string', enum: ['/problems/a'], 'x-problems': {} } },
      },
    }),
  );
const failuresOf = (Thing: object, value: unknown, pointer = '/components/schemas/Thing') =>
  openContract(schema(Thing)).validate(pointer, value);

const closed = { type: 'object', additionalProperties: false, properties: { a: { type: 'integer' } } };
const branch = (name: string) => ({
  ...closed,
  required: [name],
  properties: { [name]: { type: 'integer' } },
});

it.each([
  ['an unknown member', closed, { a: 1, b: 2 }],
  ['an unknown member within', { ...closed, properties: { a: closed } }, { a: { b: 1 } }],
  [
    'an unknown member beside allOf',
    { type: 'object', allOf: [{ type: 'object' }], unevaluatedProperties: false },
    { b: 1 },
  ],
  ['what two open branches allow', { oneOf: [branch('a'), branch('b')] }, { a: 1, b: 1 }],
])('%s → ignored', (_, thing, value) => {
  expect(schema(thing).validate('/components/schemas/Thing', value)).not.toEqual([]);
  expect(failuresOf(thing, value)).toEqual([]);
});

it.each([
  ['a member of another type', closed, { a: 'x' }],
  ['what no branch allows', { oneOf: [branch('a'), branch('b')] }, { c: 1 }],
  ['an unknown value of an enum', { type: 'string', enum: ['a'] }, 'b'],
])('%s → refused', (_, thing, value) => {
  expect(failuresOf(thing, value)).not.toEqual([]);
});

it('an unknown kind of problem → ignored by the catalogue', () => {
  expect(failuresOf({}, '/problems/b', '/components/schemas/ProblemType')).toEqual([]);
});

describe('readAsClient', () => {
  const reader = readAsClient(toyContract);
  const operation = operationById(toyContract, 'listToys');
  const body = (toys: object, status = 200) => ({
    method: 'GET',
    status,
    headers: { 'content-type': 'application/json', 'x-new': 'a' },
    body: JSON.stringify(toys),
  });
  const toy = { name: 'Ball', price: 3 };

  it('an added member and an added header → ignored in responses only', () => {
    const received = body({ toys: [{ ...toy, added: 1 }], added: 1 });
    expect(checkResponse(toyContract, operation, received)).not.toEqual([]);
    expect(checkResponse(reader, operation, received)).toEqual([]);
    const order = operationById(toyContract, 'orderToy').requestBody!.content.get('application/json')!;
    expect(reader.validate(order.schemaPointer, { name: 'Ball', added: 1 })).not.toEqual([]);
  });

  it.each([
    ['a member of another type', body({ toys: [{ ...toy, price: 'x' }] })],
    ['another status', body({}, 418)],
  ])('%s → a failure', (_, received) => {
    expect(checkResponse(reader, operation, received)).not.toEqual([]);
  });
});
