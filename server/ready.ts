import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Contract } from '../contract/contract.ts';
import type { Schemas } from '../contract/schemas.ts';
import { type Representation, represent } from './representation.ts';
import type { Body, OperationId } from './wire.ts';

/** Makes a 200 answer ready after checking it against the contract: once here, so never per request. */
export type MakeReady = <Id extends OperationId>(id: Id, body: Body<Id>) => Promise<Representation<Body<Id>>>;

export function createMakeReady(contract: Contract, schemas: Schemas): MakeReady {
  return async (id, body) => {
    const operation = contract.operations.find((candidate) => candidate.id === id);
    const schemaPointer = operation?.responses.get(200)?.content.get('application/json')?.schemaPointer;
    if (!schemaPointer) throw new Error(`the contract has no 200 answer in JSON for ${id}`);
    // Each step takes a tenth of a second for a large tree, so requests have their turn in between.
    await nextTurn();
    const [failure] = schemas.validate(schemaPointer, body);
    if (failure)
      throw new Error(`the answer of ${id} breaks the contract: ${failure.pointer} ${failure.detail}`);
    await nextTurn();
    return represent(body);
  };
}
