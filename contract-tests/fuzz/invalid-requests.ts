import fc from 'fast-check';
import type { Contract, Operation } from '../../contract/model.ts';
import { operationsAt } from '../../contract/paths.ts';
import { successTypes } from '../../contract/successes.ts';
import { needsCredentials } from '../writes.ts';
import { faulty, requestOf, withHeader } from './inputs.ts';
import { invalidBodies } from './invalid-bodies.ts';
import { invalidParameters } from './invalid-parameters.ts';
import type { Faulty, GeneratedRequest, Inputs, Source } from './model.ts';
import { validInputs } from './valid-inputs.ts';

// A tree has a hundred constraints. The other faults have to be sent, too.
const mostWeight = 5;

/** Requests that the contract does not allow, each with one fault. */
export function invalidRequests(source: Source, operation: Operation): fc.Arbitrary<GeneratedRequest> {
  const valid = validInputs(source, operation);
  const type = unacceptableType(operation);
  const groups = [
    ...invalidInputs(source, operation, valid),
    needsCredentials(operation) ? [faulty(valid, 'no credentials', 401)] : [],
    type === undefined ? [] : [faulty(valid, 'accept', 406, (inputs) => withHeader(inputs, 'accept', type))],
  ];
  const requests = groups
    .filter((group) => group.length > 0)
    .map((group) => ({
      weight: Math.min(group.length, mostWeight),
      arbitrary: fc
        .oneof(...group)
        .map(({ inputs, fault }) => ({ request: requestOf(operation, inputs), fault })),
    }));
  return fc.oneof(...otherMethods(source.contract, operation, valid), ...requests);
}

/** By group: the faults of one parameter, of one media type of the body. Each has one of the constraints broken. */
export function invalidInputs(source: Source, operation: Operation, valid: fc.Arbitrary<Inputs>): Faulty[][] {
  return [...invalidParameters(source, operation, valid), ...invalidBodies(source, operation, valid)];
}

/** A media type that the operation does not send. A success without content is sent whatever the caller accepts. */
export function unacceptableType(operation: Operation): string | undefined {
  const types = successTypes(operation);
  return types.length === 0 ? undefined : ['image/png', 'audio/ogg'].find((type) => !types.includes(type));
}

function otherMethods(
  contract: Contract,
  operation: Operation,
  valid: fc.Arbitrary<Inputs>,
): fc.Arbitrary<GeneratedRequest>[] {
  const declared = operationsAt(contract, operation.path).map(({ method }) => method);
  const others = (['get', 'post', 'put', 'patch', 'delete'] as const).filter(
    (method) => !declared.includes(method),
  );
  if (others.length === 0) return [];
  return [
    fc.tuple(fc.constantFrom(...others), valid).map(([method, { path, query }]) => ({
      request: { ...requestOf(operation, { path, query, headers: {} }), method: method.toUpperCase() },
      fault: { name: 'method', status: 405 },
    })),
  ];
}
