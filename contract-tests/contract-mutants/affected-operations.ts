import type { Contract, Operation } from '../../contract/contract.ts';
import { isObject, type JsonObject, lookup, pointerTo, referenced } from '../../contract/json.ts';

/** The operations that an edit changed, in themselves or in anything that they refer to; new ones, too. */
export function affectedOperations(before: Contract, after: Contract): ReadonlySet<string> {
  const known = new Set(before.operations.map((operation) => meaningOf(before, operation)));
  const affected = after.operations.filter((operation) => !known.has(meaningOf(after, operation)));
  return new Set(affected.map(({ id }) => id));
}

/** All that the document says about an operation, in one text. */
function meaningOf({ document }: Contract, { method, path }: Operation): string {
  const place = pointerTo(pointerTo(pointerTo('', 'paths'), path), method);
  return `${method} ${path} ${JSON.stringify(resolved(document, lookup(document, place)))}`;
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
