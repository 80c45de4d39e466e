/** From what the validator reports about a request to the problem that the caller gets. */
import { lookup } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';
import { createProblemBounds } from '../../contract/problems.ts';
import { Problem, type ProblemError } from './problem.ts';

/** As express-openapi-validator reports it. `path` is nearly a JSON pointer into the request. */
export interface ValidatorError {
  readonly path: string;
  readonly message: string;
  readonly errorCode?: string;
}

/** One place where a request breaks the contract. */
export interface RequestFailure {
  /** JSON pointer into the request, such as `/body/hfn` or `/query/since`. */
  readonly pointer: string;
  /** The keyword of the schema that is broken, such as `pattern`. */
  readonly keyword?: string;
  readonly message: string;
  /** The value at the pointer, when it is in the body. */
  readonly value?: unknown;
}

/** Finds a more specific problem than `invalid-request`. Undefined when there is none. */
export type RefineProblem = (failures: readonly RequestFailure[]) => Problem | undefined;

export function validationProblem(
  failures: readonly RequestFailure[],
  contract: Contract,
  refine: RefineProblem,
): Problem {
  return refine(failures) ?? invalidRequest(failures, contract);
}

export function failureOf({ path, message, errorCode = '' }: ValidatorError, body: unknown): RequestFailure {
  // Express calls path parameters "params".
  const pointer = path.replace(/^\/params\//, '/path/');
  const [keyword = ''] = errorCode.split('.', 1);
  return { pointer, keyword, message, value: lookup({ body }, pointer) };
}

function invalidRequest(failures: readonly RequestFailure[], contract: Contract): Problem {
  const errors = failures
    .map((failure): ProblemError => ({ pointer: failure.pointer, detail: explain(failure, contract) }))
    // Each is cut before they are joined: one long name would otherwise fill the detail and hide the explanation.
    .map(createProblemBounds(contract).error);
  const detail = errors.map((error) => `${error.pointer} ${error.detail}`).join('; ');
  return new Problem('invalid-request', detail, { errors });
}

function explain({ pointer, keyword, message }: RequestFailure, contract: Contract): string {
  switch (keyword) {
    case 'required':
      return 'is missing';
    case 'additionalProperties':
      return 'is not known here';
    case 'not':
      return 'must not be there, or not have this value';
    case 'pattern':
      return `${message}${exampleOf(pointer, contract)}`;
    default:
      return message;
  }
}

function exampleOf(pointer: string, { operations }: Contract): string {
  const parameters = operations.flatMap((operation) => operation.parameters);
  const parameter = parameters.find(({ in: location, name }) => pointer === `/${location}/${name}`);
  const [example = parameter?.example] = parameter?.examples.values() ?? [];
  return example === undefined ? '' : `, such as ${example}`;
}
