import type { Contract, Operation, Parameter } from '../model.ts';
import { parseQuery, readParameter } from '../parameter-values.ts';
import {
  hasAnyLength,
  placeOfParameter,
  type RequestFailure,
  requestFailure,
  unknownParameters,
  unreadableParameter,
} from '../refusals.ts';
import type { MockRequest } from './model.ts';

/**
 * Where the parameters of a request break the contract: those that are unknown or cannot be read, otherwise the first
 * that its schema refuses. The server says as much.
 */
export function checkParameters(
  contract: Contract,
  operation: Operation,
  { path, search, headers }: MockRequest,
): RequestFailure[] {
  const query = parseQuery(search);
  const raw = { path: contract.find(path).values, query, headers };
  const given = operation.parameters.map(
    (parameter) => [parameter, readParameter(contract, parameter, raw)] as const,
  );
  const unreadable = [
    ...unknownParameters(operation, query),
    ...given.flatMap(([parameter, value]) =>
      value === undefined ? [] : unreadableParameter(contract, parameter, value),
    ),
  ];
  if (unreadable.length > 0) return unreadable;
  const refused = (['query', 'header', 'path'] as const).flatMap((location) =>
    given
      .filter(([parameter]) => parameter.in === location)
      .flatMap(([parameter, value]) => refusedValue(contract, parameter, value)),
  );
  return refused.slice(0, 1);
}

function refusedValue(contract: Contract, parameter: Parameter, value: unknown): RequestFailure[] {
  const pointer = placeOfParameter(parameter);
  if (value === undefined)
    return parameter.required ? [{ pointer, keyword: 'required', message: 'is missing' }] : [];
  return contract
    .validate(parameter.schemaPointer, value)
    .filter(({ keyword }) => keyword !== 'maxLength' || !hasAnyLength(contract.document, parameter))
    .map((failure) => requestFailure(pointer, failure));
}
