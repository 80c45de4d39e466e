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
  ['deep', { a: [1, { 'b/c': { '': 1 } }] }, '/body/a/1/b~1c/'],
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
