import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Operation } from '../../contract/model.ts';
import { authorized, type Credentials, lacksCredentials } from '../targets/credentials.ts';
import { isSentApart } from '../writes.ts';
import { requestOf } from './inputs.ts';
import { invalidRequests } from './invalid-requests.ts';
import type { GeneratedRequest, Source } from './model.ts';
import type { Sources } from './source.ts';
import { validInputs } from './valid-inputs.ts';

/** The valid, or the invalid, requests of one operation. */
export interface RequestKind {
  readonly operation: Operation;
  readonly name: 'valid' | 'invalid';
  readonly requests: fc.Arbitrary<GeneratedRequest>;
  /** How many of all requests are of this kind. */
  readonly runs: number;
}

/**
 * Divides a number of requests among the kinds. An operation without inputs gets fewer, because its requests hardly
 * vary. Without credentials, an operation that needs a token or changes data gets none.
 */
export function requestKinds(sources: Sources, runs: number, credentials?: Credentials): RequestKind[] {
  const operations = sources.contract.operations.filter(
    (one) => !lacksCredentials(one, credentials) && (credentials || !isSentApart(one)),
  );
  const kinds = operations.flatMap((operation) => {
    const hasInputs =
      operation.requestBody || operation.parameters.some(({ in: location }) => location !== 'header');
    const source = sources.of(operation);
    const kinds = [
      { name: 'valid', requests: orError(() => validRequests(source, operation)) },
      { name: 'invalid', requests: orError(() => invalidRequests(source, operation)) },
    ] as const;
    return kinds.map(({ name, requests }) => ({
      operation,
      name,
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

function validRequests(source: Source, operation: Operation): fc.Arbitrary<GeneratedRequest> {
  return validInputs(source, operation).map((inputs) => ({ request: requestOf(operation, inputs) }));
}

/** A schema of which no value can be generated fails the run of its own kind only. */
function orError(make: () => fc.Arbitrary<GeneratedRequest>): fc.Arbitrary<GeneratedRequest> {
  try {
    return make();
  } catch (error) {
    return fc.constant(error).map((thrown) => {
      throw thrown;
    });
  }
}

/** The seed of one kind: another operation in the contract leaves the requests of this one as they are. */
export function seedOf(seed: number, { operation, name }: RequestKind): number {
  return createHash('sha256').update(`${seed} ${operation.id} ${name}`).digest().readInt32BE();
}

function withToken(
  operation: Operation,
  generated: GeneratedRequest,
  credentials: Credentials | undefined,
): GeneratedRequest {
  if (generated.fault?.status === 401) return generated;
  return { ...generated, request: authorized(operation, generated.request, credentials) };
}
