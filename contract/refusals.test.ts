import { expect, it } from 'vitest';
import { parseContract } from './contract.ts';
import type { Parameter, SecurityScheme } from './model.ts';
import {
  explainFailures,
  findMedia,
  hasAnyLength,
  needsCredentials,
  placeOfParameter,
  repeatedAuthorization,
  requestFailure,
  unreadableParameter,
} from './refusals.ts';
import { toyContractWith, toyText } from './testing/toy-contract.ts';

const parameter = (schema: string, more: Partial<Parameter> = {}) => {
  const contract = toyContractWith('schema: { type: string, maxLength: 20 }', `schema: ${schema}`);
  const [, colour] = contract.operations[1]!.parameters;
  return { contract, parameter: { ...colour!, ...more } };
};

it.each([
  ['a declared type', 'application/json', 'application/json'],
  ['a declared type in UTF-8', 'application/json; charset=utf-8', 'application/json'],
  ['another charset', 'application/json; charset=latin1', 'Send application/json in UTF-8.'],
  ['another type', 'text/csv', 'Send application/json: the body is text/csv.'],
  ['no type', undefined, 'Send application/json: the body is of no media type.'],
])('a body of %s → what the contract says, or a remedy', (_, contentType, want) => {
  const media = findMedia(parseContract(toyText).operations[2]!.requestBody!, contentType);
  expect(typeof media === 'string' ? media : media.mediaType).toBe(want);
});

it('several schemes, one of them twice → each demand once', () => {
  const key = (where: 'header' | 'query'): SecurityScheme => ({
    ...{ name: where, type: 'apiKey', in: where, parameter: 'key' },
  });
  const schemes: SecurityScheme[] = [key('header'), key('query'), key('query')];
  expect(needsCredentials(schemes)).toBe(
    'This operation needs a key: send it in the header key; or a key: send it in the query parameter key.',
  );
  expect(needsCredentials([{ name: 'clerk', type: 'bearer' }])).toContain('a bearer token');
  expect(needsCredentials([{ name: 'clerk', type: 'basic' }])).toContain('a user and a password');
});

it.each([
  ['query', '/query/a~1b'],
  ['path', '/path/a~1b'],
  ['header', '/headers/a~1b'],
] as const)('a parameter in %s → at %s', (location, want) => {
  expect(placeOfParameter(parameter('{}', { in: location, name: 'a/b' }).parameter)).toBe(want);
});

it.each([
  ['a list for a text', '{ type: string }', ['a', 'b'], ['is there more than once']],
  ['a text', '{ type: string, maxLength: 1 }', 'abc', []],
  [
    'a text too long, where null is allowed',
    "{ type: [string, 'null'], maxLength: 1 }",
    'abc',
    ['must NOT have more than 1 characters, is "abc"'],
  ],
  ['a text for a number', '{ type: integer }', 'abc', ['must be integer, is "abc"']],
  ['a number out of bounds', '{ type: integer, maximum: 1 }', 5, ['must be <= 1, is 5']],
  [
    'a list too long',
    '{ type: array, maxItems: 1 }',
    ['a', 'b'],
    ['must NOT have more than 1 items, is ["a","b"]'],
  ],
])('%s → what cannot be read', (_, schema, value, want) => {
  const { contract, parameter: colour } = parameter(schema);
  const failures = unreadableParameter(contract, colour, value);
  expect(failures.map(({ message }) => message)).toEqual(want);
  expect(failures.every(({ pointer }) => pointer === '/query/colour')).toBe(true);
});

it('an item that cannot be read → its own pointer', () => {
  const { contract, parameter: colour } = parameter('{ type: array, items: { type: integer } }');
  expect(unreadableParameter(contract, colour, [1, 'x'])).toEqual([
    { pointer: '/query/colour/1', message: 'must be integer, is "x"' },
  ]);
});

it.each([
  ['none', undefined, 0],
  ['once', ['Host', 'a', 'Authorization', 'Bearer a'], 0],
  ['twice, in any case', ['authorization', 'Bearer a', 'AUTHORIZATION', 'Bearer b'], 1],
  ['once, and as the value of another', ['X', 'authorization', 'Authorization', 'Bearer a'], 0],
  ['once, and a longer name', ['X-Authorization', 'a', 'Authorization-X', 'b', 'Authorization', 'c'], 0],
])('Authorization %s → refused only when it is there more than once', (_, rawHeaders, want) => {
  expect(repeatedAuthorization(rawHeaders ? { rawHeaders } : {})).toHaveLength(want);
});

it('a header without a pattern → any length; with one, or another parameter → its schema counts', () => {
  const lengths = [
    parameter('{ type: string, maxLength: 1 }', { in: 'header' }),
    parameter('{ type: string, maxLength: 1, pattern: x }', { in: 'header' }),
    parameter('{ type: string, maxLength: 1 }'),
  ].map(({ contract, parameter: one }) => hasAnyLength(contract.document, one));
  expect(lengths).toEqual([true, false, false]);
});

it('a failure of a schema → its place in the request, and what the keyword demands', () => {
  const failure = { pointer: '/name', detail: 'must be one of ["a"], is "b"', keyword: 'enum' };
  expect(requestFailure('/body', failure)).toEqual({
    ...{ pointer: '/body/name', keyword: 'enum', message: failure.detail },
  });
  expect(requestFailure('/body', { ...failure, message: 'must be a' }).message).toBe('must be a');
});

it.each([
  ['required', 'is missing'],
  ['additionalProperties', 'is not known here'],
  ['unevaluatedProperties', 'is not known here'],
  ['not', 'must not be there, or not have this value'],
  ['maximum', 'as the schema says'],
  [undefined, 'as the schema says'],
])('a failure of %s → "%s"', (keyword, want) => {
  const failure = { pointer: '/query/a', keyword, message: 'as the schema says' };
  expect(explainFailures([failure, { ...failure, pointer: '/query/b' }], parseContract(toyText))).toEqual({
    detail: `/query/a ${want}; /query/b ${want}`,
    errors: ['a', 'b'].map((name) => ({ pointer: `/query/${name}`, detail: want })),
  });
});

it.each([
  ['a named example', '/query/colour', ', such as red & blue'],
  ['a parameter of the path', '/path/shelf', ', such as top'],
  ['no such parameter', '/query/size', ''],
])('a pattern is broken: %s → it is quoted', (_, pointer, want) => {
  const failure = { pointer, keyword: 'pattern', message: 'must match "x"' };
  expect(explainFailures([failure], parseContract(toyText)).errors[0]!.detail).toBe(`must match "x"${want}`);
});

it('a pattern is broken, and the parameter has one example or none → that one, or nothing', () => {
  const examples = /\n {10}examples:\n {12}redToys: \{ value: red & blue \}/;
  const detail = (replacement: string) =>
    explainFailures(
      [{ pointer: '/query/colour', keyword: 'pattern', message: 'must match "x"' }],
      parseContract(toyText.replace(examples, replacement)),
    ).detail;
  expect(detail('\n          example: green')).toBe('/query/colour must match "x", such as green');
  expect(detail('')).toBe('/query/colour must match "x"');
});
