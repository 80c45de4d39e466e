import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readContract } from './bundle-file.ts';
import { instanceOf } from './problems.ts';

it.each([
  ['/api/taxonomy/layers?x=1', '/api/taxonomy/layers'],
  ['/a%20b', '/a%20b'],
  ['/%ZZ', '/%25ZZ'],
  ['/<b>|é', '/%3Cb%3E%7C%C3%A9'],
  [`/${'é'.repeat(2000)}`, `/${'%C3%A9'.repeat(682)}%C3`],
])('instance of %s → %s', (url, instance) => {
  expect(instanceOf(url)).toBe(instance);
});

it('instance of any path → a value that the contract allows', () => {
  const contract = readContract();
  const path = fc.string({ unit: 'binary-ascii' }).map((text) => `/${text}`);
  const pointer = '/components/schemas/ProblemMembers/properties/instance';
  fc.assert(
    fc.property(path, (url) => {
      expect(contract.validate(pointer, instanceOf(url))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
