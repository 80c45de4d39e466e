import type fc from 'fast-check';
import type { Operation } from '../../contract/model.ts';
import { authorized, type Credentials } from '../targets/credentials.ts';
import { requestOf, validInputs } from './inputs.ts';
import { invalidRequests } from './invalid-requests.ts';
import type { GeneratedRequest, Source } from './model.ts';

/** The valid, or the invalid, requests of one operation. */
export interface RequestKind {
  readonly operation: Operation;
  readonly requests: fc.Arbitrary<GeneratedRequest>;
  /** How many of all requests are of this kind. */
  readonly runs: number;
}

/**
 * Divides a number of requests among the kinds. An operation without inputs gets fewer, because its requests hardly
 * vary. Without credentials, an operation that needs a token gets none.
 */
export function requestKinds(source: Source, runs: number, credentials?: Credentials): RequestKind[] {
  const operations = source.contract.operations.filter(({ scopes }) => !scopes || credentials);
  const kinds = operations.flatMap((operation) => {
    const hasInputs =
      operation.requestBody || operation.parameters.some(({ in: location }) => location !== 'header');
    const valid: fc.Arbitrary<GeneratedRequest> = validInputs(source, operation).map((inputs) => ({
      request: requestOf(operation, inputs),
    }));
    return [valid, invalidRequests(source, operation)].map((requests) => ({
      operation,
      requests: requests.map((generated) => withToken(operation, generated, credentials)),
      weight: hasInputs ? 4 : 1,
    }));
  });
  const all = kinds.reduce((sum, { weight }) => sum + weight, 0);
  let assigned = 0;
  let weightSoFar = 0;
  return kinds.map(({ weight, ...kind }) => {
    const before = assigned;
    weightSoFar += weight;
    assigned = Math.round((runs * weightSoFar) / all);
    return { ...kind, runs: assigned - before };
  });
}

function withToken(
  operation: Operation,
  generated: GeneratedRequest,
  credentials: Credentials | undefined,
): GeneratedRequest {
  if (generated.fault?.status === 401) return generated;
  return { ...generated, request: authorized(operation, generated.request, credentials) };
}
