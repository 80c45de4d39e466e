import { setImmediate as nextTurn } from 'node:timers/promises';
import { lookup } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';
import { operationById } from '../../contract/paths.ts';
import { usedComponents } from '../../contract/schema-walk.ts';
import { type Representation, represent } from '../http/representation.ts';
import type { Body, OperationId } from '../operation-types.ts';

/** Without a charset: it is always UTF-8 (RFC 8259, 8.1 and 11). */
const mediaType = 'application/json';

/** Checks the body of a 200 response against the contract and serialises it: once here, and not when it is sent. */
export type Precompute = <Id extends OperationId>(
  id: Id,
  body: Body<Id>,
) => Promise<Representation<Body<Id>>>;

/** The last precomputed response of each operation. An edit of the contract leaves most of them valid. */
export type PrecomputedResponses = Map<
  OperationId,
  { readonly response: Representation<never>; readonly schemaText: () => string }
>;

/** @param previous responses that are used again where neither the body nor its schema has changed */
export function createPrecompute(contract: Contract, previous: PrecomputedResponses = new Map()): Precompute {
  return async (id, body) => {
    const operation = operationById(contract, id);
    const schemaPointer = operation.responses.get(200)?.content.get(mediaType)?.schemaPointer;
    if (!schemaPointer) throw new Error(`the contract has no 200 response in JSON for ${id}`);
    // Each step takes a tenth of a second for a large tree. Requests are served between the steps.
    await nextTurn();
    const json = Buffer.from(JSON.stringify(body));
    const schemaText = () => schemaTextOf(contract, schemaPointer);
    const known = previous.get(id);
    if (known?.response.identity.bytes.equals(json) && known.schemaText() === schemaText())
      return known.response;

    await nextTurn();
    const [failure] = contract.validate(schemaPointer, body);
    if (failure)
      throw new Error(`the response of ${id} breaks the contract: ${failure.pointer} ${failure.detail}`);
    await nextTurn();
    const response = await represent<never>(json, mediaType);
    previous.set(id, { response, schemaText });
    return response;
  };
}

/** A schema and every component that it uses. */
function schemaTextOf({ document }: Contract, schemaPointer: string): string {
  const schema = lookup(document, schemaPointer);
  return JSON.stringify([schema, ...usedComponents(document, schema)]);
}
