import { setImmediate as nextTurn } from 'node:timers/promises';
import { lookup } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';
import { operationById } from '../../contract/paths.ts';
import { usedComponents } from '../../contract/schema-walk.ts';
import { type Representation, represent } from '../http/representation.ts';
import type { Body, OperationId } from '../operation-types.ts';

/** Makes a 200 answer ready after checking it against the contract: once here, so never per request. */
export type Precompute = <Id extends OperationId>(
  id: Id,
  body: Body<Id>,
) => Promise<Representation<Body<Id>>>;

/** The last answer of each operation, and the schema that it keeps. An edit of the contract leaves most as they are. */
export type PrecomputedResponses = Map<
  OperationId,
  { readonly answer: Representation<never>; schema(): string }
>;

export function createPrecompute(contract: Contract, before: PrecomputedResponses = new Map()): Precompute {
  return async (id, body) => {
    const operation = operationById(contract, id);
    const schemaPointer = operation.responses.get(200)?.content.get('application/json')?.schemaPointer;
    if (!schemaPointer) throw new Error(`the contract has no 200 answer in JSON for ${id}`);
    // Each step takes a tenth of a second for a large tree, so requests have their turn in between.
    await nextTurn();
    const json = Buffer.from(JSON.stringify(body));
    const schema = () => schemaText(contract, schemaPointer);
    const known = before.get(id);
    if (known?.answer.identity.bytes.equals(json) && known.schema() === schema()) return known.answer;

    await nextTurn();
    const [failure] = contract.validate(schemaPointer, body);
    if (failure)
      throw new Error(`the answer of ${id} breaks the contract: ${failure.pointer} ${failure.detail}`);
    await nextTurn();
    const answer = await represent<never>(json, 'application/json; charset=utf-8');
    before.set(id, { answer, schema });
    return answer;
  };
}

/** A schema with all that it refers to. */
function schemaText({ document }: Contract, schemaPointer: string): string {
  const schema = lookup(document, schemaPointer);
  return JSON.stringify([schema, ...usedComponents(document, schema)]);
}
