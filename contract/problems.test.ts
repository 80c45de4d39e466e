import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readContract } from './bundle-file.ts';
import { createProblemBounds, instanceOf } from './problems.ts';
import { toyContractWith } from './testing/toy-contract.ts';

it.each([
  ['/api/taxonomy/layers?x=1', '/api/taxonomy/layers'],
  ['/a%20b', '/a%20b'],
  ['//evil.example/x', '/evil.example/x'],
  ['///evil.example', '/evil.example'],
  ['/\\evil.example', '/%5Cevil.example'],
  ['\\\\evil.example', '/%5C%5Cevil.example'],
  ['/%2f/evil.example', '/%2f/evil.example'],
  ['/%2E/evil.example', '/%2E/evil.example'],
  ['https://someone:secret@own.example//evil.example/x#y', '/evil.example/x'],
  ['http://own.example', '/'],
  ['*', '/*'],
  ['/%6Cayers', '/layers'],
  ['/%ZZ', '/%25ZZ'],
  ['/<b>|é', '/%3Cb%3E%7C%C3%A9'],
  [`/${'é'.repeat(2000)}`, `/${'%C3%A9'.repeat(682)}%C3`],
])('instance of %s → %s', (url, instance) => {
  expect(instanceOf(url)).toBe(instance);
});

it('instance of any path → a value that the contract allows', () => {
  const contract = readContract();
  const text = fc.string({ unit: fc.constantFrom(...'/\\%2f5Cc.eE@:?#\t a') });
  const path = fc.oneof(fc.string({ unit: 'binary-ascii' }), text).map((rest) => `/${rest}`);
  const pointer = '/components/schemas/ProblemMembers/properties/instance';
  fc.assert(
    fc.property(path, (url) => {
      expect(contract.validate(pointer, instanceOf(url))).toEqual([]);
      expect(new URL(instanceOf(url), 'http://own.example').host).toBe('own.example');
    }),
    { numRuns: 1000 },
  );
});

it.each([
  ['abcde', 'abcde'],
  ['abcdef', 'abcd…'],
  ['abc😀f', 'abc…'],
  ['a😀def', 'a😀d…'],
])('the detail %s, of which 5 characters are allowed → %s', (detail, want) => {
  const contract = toyContractWith('  schemas:', '  schemas:\n    ProblemDetail: { maxLength: 5 }');
  expect(createProblemBounds(contract).detail(detail)).toBe(want);
});
