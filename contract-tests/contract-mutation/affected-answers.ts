import { isObject, type JsonObject, lookup, pointerTo, referenced } from '../../contract/json.ts';
import type { Contract, Operation } from '../../contract/model.ts';

/** Whether an edit can have changed what an operation answers with a status. */
export type IsAffected = (operation: Operation, status: number) => boolean;

/**
 * An answer is as it was where the document says the same as before: of the operation and of this answer, and in
 * all that they refer to. An answer that is declared by nobody, such as a 405, depends on the whole operation.
 */
export function affectedAnswers(before: Contract, after: Contract): IsAffected {
  const known = new Set(
    before.operations.flatMap((operation) => [...meaningsOf(before, operation).values()]),
  );
  const meanings = new Map(after.operations.map((operation) => [operation.id, meaningsOf(after, operation)]));
  return ({ id }, status) => {
    const own = meanings.get(id);
    return !known.has(own?.get(status) ?? own?.get('whole') ?? '');
  };
}

/** All that the document says about each answer of an operation, in one text. */
function meaningsOf({ document }: Contract, { method, path }: Operation): Map<number | 'whole', string> {
  const place = pointerTo(pointerTo(pointerTo('', 'paths'), path), method);
  const { responses, ...operation } = resolved(document, lookup(document, place)) as JsonObject;
  const request = `${method} ${path} ${JSON.stringify(operation)}`;
  const answers = Object.entries(responses as JsonObject).map(
    ([status, answer]) => [Number(status), `${request} ${status} ${JSON.stringify(answer)}`] as const,
  );
  return new Map<number | 'whole', string>([
    ...answers,
    ['whole', `${request} ${JSON.stringify(responses)}`],
  ]);
}

function resolved(document: JsonObject, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(document, item));
  if (!isObject(value)) return value;
  const { $ref, ...own } = value;
  const entries = Object.entries(own).map(([name, member]) => [name, resolved(document, member)]);
  if (typeof $ref === 'string')
    entries.push(['$ref', resolved(document, lookup(document, referenced($ref)))]);
  return Object.fromEntries(entries);
}
