import { expect, it } from 'vitest';
import { TaxonomyError } from '../../taxonomy/error.ts';
import type { RequestFailure } from '../http/validation-problem.ts';
import { asAddressError, malformedAddressProblem } from './address-problems.ts';

it.each([
  ['no error of the taxonomy', new Error('Out of memory')],
  ['an error about a version', new TaxonomyError('No version', { code: 'malformed-version' })],
])('%s → thrown again', (_, error) => {
  expect(() => asAddressError(error)).toThrow(error);
});

const malformed: RequestFailure = {
  pointer: '/body/hfn',
  keyword: 'pattern',
  value: 'S.POP',
  message: 'must match pattern',
};

it('a malformed address alone → what is wrong with it', () => {
  expect(malformedAddressProblem([malformed])).toMatchObject({
    slug: 'malformed-address',
    options: { errors: [{ pointer: '/body/hfn' }] },
  });
});

it.each<[string, RequestFailure[]]>([
  ['nothing', []],
  ['a malformed address and a member too many', [malformed, { ...malformed, pointer: '/body/more' }]],
])('%s → no problem of its own', (_, failures) => {
  expect(malformedAddressProblem(failures)).toBeUndefined();
});
