import type fc from 'fast-check';
import type { Operation } from '../../contract/model.ts';
import type { PlannedRequest } from '../http/planned-request.ts';
import { authorized, type Credentials } from '../targets/credentials.ts';
import type { Source } from './generator.ts';
import { requestOf } from './inputs.ts';
import { invalidRequests } from './invalid-requests.ts';
import { validInputs } from './valid-requests.ts';

/** One without a fault is valid. */
export interface GeneratedRequest {
  readonly request: PlannedRequest;
  readonly fault?: string;
  /** What the contract answers to the fault. */
  readonly status?: number;
}

/** The requests of one operation that are alike: all valid, or none. */
export interface Kind {
  readonly operation: Operation;
  readonly requests: fc.Arbitrary<GeneratedRequest>;
  /** How many of all. */
  readonly runs: number;
}

/**
 * Shares a number of requests out. An operation without inputs has little to vary, and gets the least; one that asks
 * for a token gets none without credentials.
 */
export function kindsOf(source: Source, runs: number, credentials?: Credentials): Kind[] {
  const operations = source.contract.operations.filter(({ scopes }) => !scopes || credentials);
  const kinds = operations.flatMap((operation) => {
    const weight =
      operation.requestBody || operation.parameters.some(({ in: location }) => location !== 'header') ? 4 : 1;
    const valid = validInputs(source, operation).map((inputs) => ({ request: requestOf(operation, inputs) }));
    const withToken = ({ request, ...fault }: GeneratedRequest): GeneratedRequest =>
      fault.status === 401
        ? { request, ...fault }
        : { request: authorized(operation, request, credentials), ...fault };
    return [valid, invalidRequests(source, operation)].map((requests: fc.Arbitrary<GeneratedRequest>) => ({
      operation,
      requests: requests.map(withToken),
      weight,
    }));
  });
  const all = kinds.reduce((sum, { weight }) => sum + weight, 0);
  let given = 0;
  let share = 0;
  return kinds.map(({ weight, ...kind }) => {
    const before = given;
    share += weight;
    given = Math.round((runs * share) / all);
    return { ...kind, runs: given - before };
  });
}
