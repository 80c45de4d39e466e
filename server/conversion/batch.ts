import type { Contract } from '../../contract/model.ts';
import { convertHfnToMfa, convertMfaToHfn } from '../../taxonomy/conversion.ts';
import type { Snapshot } from '../../taxonomy/snapshot.ts';
import { headOf } from '../http/problem.ts';
import type { Schema } from '../operation-types.ts';
import { asAddressError } from './address-problem.ts';

const outputs: Record<Schema['BatchRequest']['direction'], (taxonomy: Snapshot, input: string) => string> = {
  'hfn-to-mfa': (taxonomy, input) => convertHfnToMfa(taxonomy, input).mfa,
  'mfa-to-hfn': (taxonomy, input) => convertMfaToHfn(taxonomy, input).hfn,
};

// To look for what is near takes comparing with every sibling, and nobody else is answered while a batch is converted.
// The words of the contract name the number, too.
const mostSuggesting = 100;

/** One result for each input, in order; a bad address has its problem in its own place. */
export function convertAll(
  suggesting: Snapshot,
  { direction, addresses }: Schema['BatchRequest'],
  contract: Contract,
): Schema['BatchConversion'] {
  const output = outputs[direction];
  let taxonomy = suggesting;
  let failed = 0;
  const convert = (input: string): Schema['ConvertedAddress'] | Schema['RejectedAddress'] => {
    try {
      return { input, output: output(taxonomy, input), ok: true };
    } catch (error) {
      failed += 1;
      if (failed === mostSuggesting) taxonomy = { ...suggesting, suggests: false };
      return { input, ok: false, problem: rejection(error, contract) };
    }
  };
  const results = withoutStacks(() => addresses.map(convert));
  return { results, converted: results.length - failed, failed };
}

/** For errors that are answers: where each of thousands was thrown takes longer to note than all else about it. */
function withoutStacks<Result>(work: () => Result): Result {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function rejection(error: unknown, contract: Contract): Schema['RejectedAddress']['problem'] {
  const { message: detail, details } = asAddressError(error);
  const { title } = headOf(contract, details.code);
  if (details.code === 'malformed-address')
    return { type: '/problems/malformed-address', title, status: 400, detail };
  const { segment, value, suggestions } = details;
  return { type: '/problems/unknown-address', title, status: 422, detail, segment, value, suggestions };
}
