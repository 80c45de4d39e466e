import fc from 'fast-check';
import type { Contract, Operation } from '../../contract/model.ts';
import type { InvalidRequest, WrongInputs } from './fault.ts';
import type { Source } from './generator.ts';
import { type Inputs, requestOf, withHeader } from './inputs.ts';
import { validInputs } from './valid-requests.ts';
import { wrongBodies } from './wrong-bodies.ts';
import { wrongHeaders, wrongPaths, wrongQueries } from './wrong-parameters.ts';

/** Requests that the contract does not allow, each thing that can be wrong as often. */
export function invalidRequests(source: Source, operation: Operation): fc.Arbitrary<InvalidRequest> {
  const valid = validInputs(source, operation);
  const wrong: fc.Arbitrary<WrongInputs>[] = [
    ...wrongPaths(source, operation, valid),
    ...wrongQueries(source, operation, valid),
    ...wrongHeaders(source, operation, valid),
    ...wrongBodies(source, operation, valid),
    ...(operation.scopes ? [valid.map((inputs) => ({ inputs, fault: 'no token', status: 401 }))] : []),
    valid.map((inputs) => ({
      inputs: withHeader(inputs, 'accept', 'image/png'),
      fault: 'accept',
      status: 406,
    })),
  ];
  return fc.oneof(
    wrongMethods(source.contract, operation, valid),
    ...wrong.map((one) =>
      one.map(({ inputs, fault, status }) => ({ request: requestOf(operation, inputs), fault, status })),
    ),
  );
}

function wrongMethods(
  { operations }: Contract,
  operation: Operation,
  valid: fc.Arbitrary<Inputs>,
): fc.Arbitrary<InvalidRequest> {
  const declared = operations.filter(({ path }) => path === operation.path).map(({ method }) => method);
  const others = (['get', 'post', 'put', 'patch', 'delete'] as const).filter(
    (method) => !declared.some((one) => one === method),
  );
  return fc.tuple(fc.constantFrom(...others), valid).map(([method, { path, query }]) => {
    const { requestBody: _, ...bodiless } = operation;
    const request = { ...requestOf(bodiless, { path, query, headers: {} }), method: method.toUpperCase() };
    return { request, fault: 'method', status: 405 };
  });
}
