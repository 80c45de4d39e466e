import type { Contract } from '../../contract/model.ts';
import { convertHfnToMfa, convertMfaToHfn } from '../../taxonomy/conversion.ts';
import type { Snapshot } from '../../taxonomy/snapshot.ts';
import { headOf } from '../http/problem.ts';
import type { Schema } from '../operation-types.ts';
import { inTurns } from '../snapshots/in-turns.ts';
import { asAddressError } from './address-problems.ts';

const outputs: Record<Schema['BatchRequest']['direction'], (taxonomy: Snapshot, input: string) => string> = {
  'hfn-to-mfa': (taxonomy, input) => convertHfnToMfa(taxonomy, input).mfa,
  'mfa-to-hfn': (taxonomy, input) => convertMfaToHfn(taxonomy, input).hfn,
};

// Suggesting compares with every sibling, and the batch blocks every other request. The description in the contract
// names this number too.
const maxSuggesting = 100;

// They take about a millisecond. Other requests are served after each slice of so many.
const sliceSize = 1000;

/** One result for each input, in order: the converted address, or its problem. */
export function convertAll(
  suggesting: Snapshot,
  request: Schema['BatchRequest'],
  contract: Contract,
): Schema['BatchConversion'] | Promise<Schema['BatchConversion']> {
  const steps = convertInSlices(suggesting, request, contract);
  const first = steps.next();
  return first.done ? first.value : inTurns(steps);
}

function* convertInSlices(
  suggesting: Snapshot,
  { direction, addresses }: Schema['BatchRequest'],
  contract: Contract,
): Generator<void, Schema['BatchConversion']> {
  const output = outputs[direction];
  let taxonomy = suggesting;
  let failed = 0;
  const convert = (input: string): Schema['ConvertedAddress'] | Schema['RejectedAddress'] => {
    try {
      return { input, output: output(taxonomy, input), ok: true };
    } catch (error) {
      failed += 1;
      if (failed === maxSuggesting) taxonomy = { ...suggesting, suggests: false };
      return { input, ok: false, problem: problemOf(error, contract) };
    }
  };
  const results: ReturnType<typeof convert>[] = [];
  while (results.length < addresses.length) {
    if (results.length > 0) yield;
    const slice = addresses.slice(results.length, results.length + sliceSize);
    results.push(...withoutStacks(() => slice.map(convert)));
  }
  return { results, converted: results.length - failed, failed };
}

/** Disables stack traces: a batch may throw thousands of expected errors, and capturing stacks dominates. */
function withoutStacks<Value>(work: () => Value): Value {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function problemOf(error: unknown, contract: Contract): Schema['RejectedAddress']['problem'] {
  const { message: detail, details } = asAddressError(error);
  const { title } = headOf(contract, details.code);
  if (details.code === 'malformed-address')
    return { type: '/problems/malformed-address', title, status: 400, detail };
  const { segment, value, suggestions } = details;
  return { type: '/problems/unknown-address', title, status: 422, detail, segment, value, suggestions };
}
