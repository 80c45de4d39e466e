import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Contract } from '../contract/contract.ts';
import { createSchemas } from '../contract/schemas.ts';

/** Echoes X-Request-Id where it has the form that the contract gives it, else makes one. */
export function createRequestIds(contract: Contract) {
  const isWellFormed = wellFormed(contract);
  return (request: IncomingMessage, response: ServerResponse): string => {
    const given = request.headers['x-request-id'];
    const id = typeof given === 'string' && isWellFormed(given) ? given : randomUUID();
    response.setHeader('X-Request-Id', id);
    return id;
  };
}

function wellFormed(contract: Contract): (id: string) => boolean {
  const schemas = createSchemas(contract);
  const responses = contract.operations.flatMap(({ responses }) => [...responses.values()]);
  const pointer = responses.map(({ headers }) => headers.get('x-request-id')?.schemaPointer).find(Boolean);
  if (!pointer) throw new Error('no answer of the contract has the header X-Request-Id');
  return (id) => schemas.validate(pointer, id).length === 0;
}
