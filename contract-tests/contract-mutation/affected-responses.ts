import { type JsonObject, lookup, pointerTo } from '../../contract/json.ts';
import type { Contract, Operation } from '../../contract/model.ts';
import { usedComponents } from '../../contract/schema-walk.ts';

/** Whether an edit may have changed the response of an operation with a status. */
export type IsAffected = (operation: Operation, status: number) => boolean;

/**
 * A response is unaffected if its operation, its own declaration and every component that they use are the same as
 * before. An undeclared response, such as a 405, depends on the whole operation.
 */
export function affectedResponses(before: Contract, after: Contract): IsAffected {
  const known = new Set(
    before.operations.flatMap((operation) => [...definitionsOf(before, operation).values()]),
  );
  const definitions = new Map(
    after.operations.map((operation) => [operation.id, definitionsOf(after, operation)]),
  );
  return ({ id }, status) => {
    const own = definitions.get(id);
    return !known.has(own?.get(status) ?? own?.get('whole') ?? '');
  };
}

/** Everything that the document says about each response of an operation, as one text. */
function definitionsOf({ document }: Contract, { method, path }: Operation): Map<number | 'whole', string> {
  const pointer = pointerTo(pointerTo(pointerTo('', 'paths'), path), method);
  const { responses, ...operation } = lookup(document, pointer) as JsonObject;
  const definition = (status: string, response: unknown) => {
    const parts = [method, path, operation, status, response];
    return JSON.stringify([parts, [...usedComponents(document, parts)]]);
  };
  return new Map<number | 'whole', string>([
    ...Object.entries(responses as JsonObject).map(
      ([status, response]) => [Number(status), definition(status, response)] as const,
    ),
    ['whole', definition('', responses)],
  ]);
}
