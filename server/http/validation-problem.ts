/** From what the validator found wrong with a request to the problem that tells the caller. */
import type { Request } from 'express';
import { lookup } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';
import { createProblemBounds } from '../../contract/problems.ts';
import { parseHfn, parseMfa } from '../../taxonomy/address.ts';
import { TaxonomyError } from '../../taxonomy/error.ts';
import { Problem, type ProblemError } from './problem.ts';

/** As express-openapi-validator reports it: `path` is nearly a JSON pointer into the request. */
interface ValidationError {
  readonly path: string;
  readonly message: string;
  readonly errorCode?: string;
}

export function validationProblem(
  faults: readonly ValidationError[],
  request: Request,
  contract: Contract,
): Problem {
  const malformed = faults.map((fault) => malformedAddress(fault, request.body));
  const [first] = malformed;
  if (first && !malformed.includes(undefined)) {
    return new Problem('malformed-address', first.detail, { errors: [first] });
  }
  // Bounded before they are joined: a name that fills all of the detail would leave no room for what is wrong with it.
  const errors = faults.map((fault) => asFault(fault, contract)).map(createProblemBounds(contract).fault);
  const detail = errors.map((error) => `${error.pointer} ${error.detail}`).join('; ');
  return new Problem('invalid-request', detail, { errors });
}

function asFault(fault: ValidationError, contract: Contract): ProblemError {
  // A malformed escape is reported at the path itself; "params" is Express's word for its parameters.
  const pointer = fault.path.replace(/^\/api\/.*/, '/path').replace(/^\/params\//, '/path/');
  return { pointer, detail: explain(fault, pointer, contract) };
}

function explain(fault: ValidationError, pointer: string, contract: Contract): string {
  const { message } = fault;
  switch (keywordOf(fault)) {
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
  const parameter = parameters.find(({ in: location, name }) => pointer === `/${location}/${name}`);
  const [example = parameter?.example] = parameter?.examples.values() ?? [];
  return example === undefined ? '' : `, such as ${example}`;
}

/** The keyword of the schema that was broken. */
function keywordOf({ errorCode = '' }: ValidationError): string | undefined {
  return errorCode.split('.', 1)[0];
}

const parsers = new Map([
  ['/body/hfn', parseHfn],
  ['/body/mfa', parseMfa],
]);

// The pattern of an address says no in a line that nobody reads; the parser says what is wrong with it. In an operation
// that has no such member nobody asked for an address.
function malformedAddress(fault: ValidationError, body: unknown): ProblemError | undefined {
  const parse = parsers.get(fault.path);
  const text = lookup({ body }, fault.path);
  if (!parse || typeof text !== 'string' || keywordOf(fault) === 'additionalProperties') return undefined;
  try {
    parse(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof TaxonomyError)) throw error;
    return { pointer: fault.path, detail: error.message };
  }
}
