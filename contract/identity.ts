/** The response that says what a service serves and which contract it has: its schema is marked `x-identity`. */
import type { Contract, Operation } from './model.ts';
import { applicableSchemas } from './schema-walk.ts';

export function isIdentity({ document }: Contract, { responses }: Operation, status: number): boolean {
  return [...(responses.get(status)?.content.values() ?? [])].some(({ schemaPointer }) =>
    applicableSchemas(document, schemaPointer).some(({ schema }) => schema['x-identity'] === true),
  );
}

/** The operation with that response; undefined when the contract marks none. */
export function identityOperation(contract: Contract): Operation | undefined {
  return contract.operations.find((operation) => isIdentity(contract, operation, 200));
}
