import { pointerTo } from '../contract/json.ts';
import type { Contract, Operation, SchemaFailure } from '../contract/model.ts';
import { parseQuery, readParameter } from '../contract/parameter-values.ts';
import { explainUnknown, unknownNames } from '../contract/unknown-query.ts';
import type { MockRequest } from './model.ts';

/** Where the parameters of a request break the contract. */
export function checkParameters(
  contract: Contract,
  operation: Operation,
  { path, search, headers }: MockRequest,
): SchemaFailure[] {
  const query = parseQuery(search);
  const raw = { path: contract.find(path).values, query, headers };
  const failures = operation.parameters.flatMap((parameter) => {
    const { in: location, name, required, schemaPointer } = parameter;
    const place = pointerTo(location === 'header' ? '/headers' : `/${location}`, name);
    const value = readParameter(contract, parameter, raw);
    if (value === undefined) return required ? [{ pointer: place, detail: 'is missing' }] : [];
    return contract
      .validate(schemaPointer, value)
      .map(({ pointer, detail }) => ({ pointer: place + pointer, detail }));
  });
  const unknown = unknownNames(operation, query).map((name) => ({
    pointer: pointerTo('/query', name),
    detail: explainUnknown(operation, name),
  }));
  return [...failures, ...unknown];
}
