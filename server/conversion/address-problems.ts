/** Malformed and unknown addresses as problems. */
import { parseHfn, parseMfa } from '../../taxonomy/address.ts';
import { TaxonomyError, type TaxonomyErrorDetails } from '../../taxonomy/error.ts';
import { Problem, type ProblemError } from '../http/problem.ts';
import type { RefineProblem, RequestFailure } from '../http/validation-problem.ts';

type AddressErrorDetails = Extract<TaxonomyErrorDetails, { code: 'malformed-address' | 'unknown-address' }>;

export interface AddressError {
  readonly message: string;
  readonly details: AddressErrorDetails;
}

/** What is wrong with an address. Throws any other error again. */
export function asAddressError(error: unknown): AddressError {
  if (error instanceof TaxonomyError) {
    const { message, details } = error;
    if (details.code === 'malformed-address' || details.code === 'unknown-address')
      return { message, details };
  }
  throw error;
}

export function addressProblem(
  { message, details }: AddressError,
  pointer: ProblemError['pointer'],
): Problem {
  const { code, ...members } = details;
  return new Problem(code, message, { members, errors: [{ pointer, detail: message }] });
}

const parsers = new Map([
  ['/body/hfn', parseHfn],
  ['/body/mfa', parseMfa],
]);

/** `malformed-address` when the only failures of a request are addresses that break their pattern. */
export const malformedAddressProblem: RefineProblem = (failures) => {
  const errors = failures.map(malformedAddress);
  const [first] = errors;
  if (!first || errors.includes(undefined)) return undefined;
  return new Problem('malformed-address', first.detail, { errors: [first] });
};

// The pattern is a long regular expression; the parser explains in words what is wrong with the address. A member
// that the operation does not declare is not an address.
function malformedAddress({ pointer, keyword, value }: RequestFailure): ProblemError | undefined {
  const parse = parsers.get(pointer);
  if (!parse || typeof value !== 'string' || keyword === 'additionalProperties') return undefined;
  try {
    parse(value);
    return undefined;
  } catch (error) {
    if (!(error instanceof TaxonomyError)) throw error;
    return { pointer, detail: error.message };
  }
}
