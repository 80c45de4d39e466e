/** The responses that say what a service serves, and how it is: their schemas are marked `x-identity` and `x-health`. */
import type { Contract, Operation } from './model.ts';
import { applicableSchemas } from './schema-walk.ts';

export function isIdentity(contract: Contract, operation: Operation, status: number): boolean {
  return hasMark(contract, operation, status, 'x-identity');
}

/** The operation that says what is served, by which contract; undefined when the contract marks none. */
export function identityOperation(contract: Contract): Operation | undefined {
  return contract.operations.find((operation) => isIdentity(contract, operation, 200));
}

/** The operation that says whether the service can answer; undefined when the contract marks none. */
export function healthOperation(contract: Contract): Operation | undefined {
  return contract.operations.find((operation) => hasMark(contract, operation, 200, 'x-health'));
}

type Mark = 'x-identity' | 'x-health';

function hasMark({ document }: Contract, { responses }: Operation, status: number, mark: Mark): boolean {
  return [...(responses.get(status)?.content.values() ?? [])].some(({ schemaPointer }) =>
    applicableSchemas(document, schemaPointer).some(({ schema }) => schema[mark] === true),
  );
}
