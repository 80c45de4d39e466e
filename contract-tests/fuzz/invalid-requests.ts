import fc from 'fast-check';
import type { Contract, Operation } from '../../contract/model.ts';
import { requestOf, validInputs, withHeader } from './inputs.ts';
import { invalidBodies } from './invalid-bodies.ts';
import { invalidHeaders, invalidPaths, invalidQueries } from './invalid-parameters.ts';
import type { GeneratedRequest, Inputs, InvalidInputs, Source } from './model.ts';

/** Requests that the contract does not allow, each with one fault; every kind of fault is equally likely. */
export function invalidRequests(source: Source, operation: Operation): fc.Arbitrary<GeneratedRequest> {
  const valid = validInputs(source, operation);
  const invalid: fc.Arbitrary<InvalidInputs>[] = [
    ...invalidPaths(source, operation, valid),
    ...invalidQueries(source, operation, valid),
    ...invalidHeaders(source, operation, valid),
    ...invalidBodies(source, operation, valid),
    ...(operation.scopes
      ? [valid.map((inputs) => ({ inputs, fault: { name: 'no token', status: 401 } }))]
      : []),
    valid.map((inputs) => ({
      inputs: withHeader(inputs, 'accept', 'image/png'),
      fault: { name: 'accept', status: 406 },
    })),
  ];
  return fc.oneof(
    otherMethods(source.contract, operation, valid),
    ...invalid.map((one) =>
      one.map(({ inputs, fault }) => ({ request: requestOf(operation, inputs), fault })),
    ),
  );
}

function otherMethods(
  { operations }: Contract,
  operation: Operation,
  valid: fc.Arbitrary<Inputs>,
): fc.Arbitrary<GeneratedRequest> {
  const declared = operations.filter(({ path }) => path === operation.path).map(({ method }) => method);
  const others = (['get', 'post', 'put', 'patch', 'delete'] as const).filter(
    (method) => !declared.some((one) => one === method),
  );
  return fc.tuple(fc.constantFrom(...others), valid).map(([method, { path, query }]) => {
    const { requestBody: _, ...bodiless } = operation;
    const request = { ...requestOf(bodiless, { path, query, headers: {} }), method: method.toUpperCase() };
    return { request, fault: { name: 'method', status: 405 } };
  });
}
