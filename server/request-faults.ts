/** From what the validator found wrong with a request to the problem that tells the caller. */
import type { Request } from 'express';
import type { Contract } from '../contract/contract.ts';
import { parseHfn, parseMfa } from '../taxonomy/address.ts';
import { TaxonomyError } from '../taxonomy/error.ts';
import { bounded } from './bounded.ts';
import { type Fault, Problem } from './problem.ts';

/** As express-openapi-validator reports it: `path` is nearly a JSON pointer into the request. */
interface RequestFault {
  readonly path: string;
  readonly message: string;
  readonly errorCode?: string;
}

export function explainFaults(
  faults: readonly RequestFault[],
  request: Request,
  contract: Contract,
): Problem {
  const malformed = malformedAddress(request.body);
  if (malformed && faults.every(({ path }) => path === malformed.pointer)) {
    return new Problem('malformed-address', malformed.detail, { errors: [malformed] });
  }
  const errors = faults.map((fault) => asFault(fault, contract));
  const detail = errors.map((error) => `${error.pointer} ${error.detail}`).join('; ');
  return new Problem('invalid-request', bounded(detail, 2000), { errors });
}

function asFault(fault: RequestFault, contract: Contract): Fault {
  // A malformed escape is reported at the path itself; "params" is Express's word for its parameters.
  const pointer = fault.path.replace(/^\/api\/.*/, '/path').replace(/^\/params\//, '/path/');
  return { pointer: bounded(pointer, 200), detail: bounded(explain(fault, pointer, contract), 1000) };
}

function explain({ message, errorCode = '' }: RequestFault, pointer: string, contract: Contract): string {
  const [keyword] = errorCode.split('.');
  switch (keyword) {
    case 'required':
      return 'is missing';
    case 'additionalProperties':
      return 'is not known here';
    case 'pattern':
      return `${message}${exampleOf(pointer, contract)}`;
    default:
      return pointer === '/path' ? 'has a malformed percent-encoding' : message;
  }
}

function exampleOf(pointer: string, { operations }: Contract): string {
  const parameters = operations.flatMap((operation) => operation.parameters);
  const parameter = parameters.find(({ in: place, name }) => pointer === `/${place}/${name}`);
  const [example = parameter?.example] = parameter?.examples.values() ?? [];
  return example === undefined ? '' : `, such as ${example}`;
}

// The pattern of an address says no in a line that nobody reads; the parser says what is wrong with it.
function malformedAddress(body: unknown): Fault | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  try {
    if ('hfn' in body && typeof body.hfn === 'string') parseHfn(body.hfn);
    if ('mfa' in body && typeof body.mfa === 'string') parseMfa(body.mfa);
    return undefined;
  } catch (error) {
    if (!(error instanceof TaxonomyError)) throw error;
    return { pointer: 'hfn' in body ? '/body/hfn' : '/body/mfa', detail: error.message };
  }
}
