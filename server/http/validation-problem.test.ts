import { expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { operationById } from '../../contract/paths.ts';
import { failureOf, validationProblem } from './validation-problem.ts';

const contract = readContract();
const publish = operationById(contract, 'publishRelease');

it('the validator writes a header in lower case → named as in the contract, with an example', () => {
  const reported = {
    path: '/headers/if-match',
    message: 'is wrong',
    errorCode: 'pattern.openapi.validation',
  };
  const failure = failureOf(reported, undefined, publish);
  const { message, options } = validationProblem([failure], contract, () => undefined);
  expect(options.errors).toEqual([{ pointer: '/headers/If-Match', detail: 'is wrong, such as "1.2.3"' }]);
  expect(message).toBe('/headers/If-Match is wrong, such as "1.2.3"');
});

it.each([
  ['at the top', { '': 1 }, '/body/'],
  ['deep', { a: [1, { 'b/c': { '': 1 } }], text: 'x', nothing: null }, '/body/a/1/b~1c/'],
])('a member without a name %s, whose place the validator drops → its place', (_, body, pointer) => {
  const reported = { path: '', message: 'any', errorCode: 'additionalProperties.openapi.validation' };
  expect(failureOf(reported, body, publish)).toMatchObject({ pointer, keyword: 'additionalProperties' });
});

it.each([
  ['missing', 'required', "must have required property 'a/b'", {}],
  [
    'missing beside a member with the first part of its name',
    'required',
    "must have required property 'a/b'",
    { a: {} },
  ],
  ['unknown', 'additionalProperties', 'must NOT have additional properties', { 'a/b': 1 }],
  [
    'unknown, of a closed schema with parts',
    'unevaluatedProperties',
    'must NOT have unevaluated properties',
    { 'a/b': 1 },
  ],
])(
  'a member with a slash in its name is %s → the slash is escaped in its place',
  (_, keyword, message, member) => {
    const reported = { path: '/body/x~1y/a/b', message, errorCode: `${keyword}.openapi.validation` };
    expect(failureOf(reported, { 'x/y': member }, publish).pointer).toBe('/body/x~1y/a~1b');
  },
);

const errorAt = (path: string, keyword: string, message = 'is wrong') => ({
  path,
  message,
  errorCode: `${keyword}.openapi.validation`,
});

it.each([
  ['of the body that is named params', '/body/params/a', 'type', '/body/params/a'],
  ['that is named undefined', '/body/undefined', 'type', '/body/undefined'],
  ['of the path', '/params/layer', 'pattern', '/path/layer'],
])('a value %s is wrong → its place', (_, path, keyword, pointer) => {
  expect(failureOf(errorAt(path, keyword), { params: {} }, publish).pointer).toBe(pointer);
});

it('a query parameter whose name differs only in case from the place → the place stays', () => {
  const since = { ...publish.parameters[0]!, in: 'query', name: 'Since' } as const;
  const operation = { ...publish, parameters: [since] };
  expect(failureOf(errorAt('/query/since', 'type'), undefined, operation).pointer).toBe('/query/since');
});

it.each([
  [
    'a wrong value beside a member that is named like its escaped name → the place stays',
    '/body/a~0b',
    'type',
    { 'a~b': 1, 'a~0b': 2 },
    '/body/a~0b',
  ],
  [
    'unknown, and its name is the end of the place and the whole place → the inner member',
    '/body/a/b',
    'additionalProperties',
    { a: { b: 1 }, 'a/b': 2 },
    '/body/a/b',
  ],
  [
    'unknown, and the body does not have it → the place stays',
    '/body/b',
    'additionalProperties',
    {},
    '/body/b',
  ],
])('%s', (_, path, keyword, body, pointer) => {
  expect(failureOf(errorAt(path, keyword), body, publish).pointer).toBe(pointer);
});
