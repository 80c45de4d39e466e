import type { Contract, HeaderDefinition, Named } from './model.ts';
import type { Schemas } from './schemas.ts';

/** Every response header of the contract by lower-case name: what a browser's script must be allowed to read. */
export function responseHeaders({ operations }: Contract): Named<HeaderDefinition> {
  const responses = operations.flatMap((operation) => [...operation.responses.values()]);
  return new Map(responses.flatMap(({ headers }) => [...headers]));
}

/** An X-Request-Id of the caller's is echoed where it has the form that the contract gives it, else one is made. */
export function createRequestIds(contract: Contract, schemas: Schemas): (given: unknown) => string {
  const pointer = responseHeaders(contract).get('x-request-id')?.schemaPointer;
  const isWellFormed = (given: unknown) =>
    pointer !== undefined && schemas.validate(pointer, given).length === 0;
  return (given) => (given !== undefined && isWellFormed(given) ? String(given) : crypto.randomUUID());
}
