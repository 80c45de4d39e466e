/** From what the validator reports about a request to the problem that the caller gets. */
import { isObject, lookup, pointerTo } from '../../contract/json.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import {
  explainFailures,
  type RequestFailure as InputFailure,
  placeOfParameter,
} from '../../contract/refusals.ts';
import { Problem } from './problem.ts';

/** As express-openapi-validator reports it. `path` is nearly a JSON pointer into the request. */
export interface ValidatorError {
  readonly path: string;
  readonly message: string;
  readonly errorCode?: string;
}

/** A failure of the body has the value at its pointer. */
export interface RequestFailure extends InputFailure {
  readonly value?: unknown;
}

/** Finds a more specific problem than `invalid-request`. Undefined when there is none. */
export type RefineProblem = (failures: readonly RequestFailure[]) => Problem | undefined;

export function validationProblem(
  failures: readonly RequestFailure[],
  contract: Contract,
  refine: RefineProblem,
): Problem {
  const refined = refine(failures);
  if (refined) return refined;
  const { detail, errors } = explainFailures(failures, contract);
  return new Problem('invalid-request', detail, { errors });
}

export function failureOf(
  { path, message, errorCode = '' }: ValidatorError,
  body: unknown,
  { parameters }: Operation,
): RequestFailure {
  // The validator writes headers in lower case. Express calls path parameters "params".
  const places = parameters.filter((one) => one.in === 'header').map(placeOfParameter);
  const header = places.find((place) => place.toLowerCase() === path);
  const [keyword = ''] = errorCode.split('.', 1);
  const place = header ?? (path.replace(/^\/params\//, '/path/') || placeOfNameless(body));
  const pointer = withEscapedName(place, keyword, message, body);
  return { pointer, keyword, message, value: lookup({ body }, pointer) };
}

/** The validator writes the name of a missing or unknown member as it is, behind a pointer that is escaped. */
function withEscapedName(place: string, keyword: string, message: string, body: unknown): string {
  const [, missing] = (keyword === 'required' && /^must have required property '(.*)'$/s.exec(message)) || [];
  if (missing !== undefined && place.endsWith(`/${missing}`))
    return pointerTo(place.slice(0, -missing.length - 1), missing);
  if (keyword !== 'additionalProperties' && keyword !== 'unevaluatedProperties') return place;
  const slashes = [...place.matchAll(/\//g)].map(({ index }) => index).reverse();
  const slash = slashes.find((at) => {
    const owner = lookup({ body }, place.slice(0, at));
    return isObject(owner) && Object.hasOwn(owner, place.slice(at + 1));
  });
  return slash === undefined ? place : pointerTo(place.slice(0, slash), place.slice(slash + 1));
}

/** The validator reports no place for a member whose name is empty. Not recursive: a body may be deep. */
function placeOfNameless(body: unknown): string {
  const open: [pointer: string, value: unknown][] = [['/body', body]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [pointer, value] = next;
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, '')) return pointerTo(pointer, '');
    for (const [name, member] of Object.entries(value)) open.push([pointerTo(pointer, name), member]);
  }
  return '/body';
}
