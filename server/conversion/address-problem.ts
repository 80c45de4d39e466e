import { TaxonomyError, type TaxonomyErrorDetails } from '../../taxonomy/error.ts';
import { Problem, type ProblemError } from '../http/problem.ts';

type AddressErrorDetails = Extract<TaxonomyErrorDetails, { code: 'malformed-address' | 'unknown-address' }>;

export interface AddressError {
  readonly message: string;
  readonly details: AddressErrorDetails;
}

/** What is wrong with an address; any other error is thrown on. */
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
