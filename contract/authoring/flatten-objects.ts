/**
 * Writes an object schema that is closed and extends others (`allOf`) without `allOf`. Generators of clients intersect
 * the parts of an `allOf`: they make a member optional that one part requires and another redefines, and they reject
 * members that only another part declares.
 */
import { isObject, type JsonObject, lookup, referenced } from '../json.ts';

/** Keywords whose meaning stays the same in one flat schema. */
const known = /^(?:type|title|description|required|properties|allOf|unevaluatedProperties|examples|x-.*)$/;

/** A copy of the document. Schemas that cannot be written flat stay as they are. */
export function flattenObjects(document: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(document), (_, value: unknown) => {
    if (!isObject(value) || !Array.isArray(value.allOf) || value.unevaluatedProperties !== false)
      return value;
    const { allOf: _parts, unevaluatedProperties: _closed, ...others } = value;
    const flat = membersOf(document, value);
    return flat ? { ...others, ...flat, additionalProperties: false } : value;
  });
}

interface Members {
  readonly required: readonly string[];
  readonly properties: JsonObject;
}

/** All members of an object schema; undefined when they depend on more than its properties. */
function membersOf(document: JsonObject, schema: JsonObject): Members | undefined {
  if (schema.type !== 'object' || !Object.keys(schema).every((keyword) => known.test(keyword)))
    return undefined;
  const parts = ((schema.allOf ?? []) as JsonObject[]).map((part) => partOf(document, part));
  let flat: Members = { required: [], properties: {} };
  for (const part of [...parts, schema]) {
    const own = part && { required: (part.required ?? []) as string[], properties: Object(part.properties) };
    if (!own || !redefines(flat, own)) return undefined;
    flat = {
      required: [...new Set([...flat.required, ...own.required])],
      properties: { ...flat.properties, ...own.properties },
    };
  }
  return flat;
}

function partOf(document: JsonObject, part: JsonObject): JsonObject | undefined {
  const { $ref, ...beside } = part;
  const schema = typeof $ref === 'string' ? lookup(document, referenced($ref)) : part;
  const isOpen = isObject(schema) && !('unevaluatedProperties' in schema);
  if (!isOpen || (schema !== part && Object.keys(beside).length > 0)) return undefined;
  // A mark such as x-identity is about the part alone.
  if (Object.keys(schema).some((keyword) => keyword.startsWith('x-'))) return undefined;
  const flat = membersOf(document, schema);
  return flat && { ...flat };
}

/** Whether members that both have are values of the first: then the later definition alone means the same. */
function redefines(before: Members, { properties }: Members): boolean {
  return Object.entries(properties).every(
    ([name, schema]) =>
      !Object.hasOwn(before.properties, name) || 'const' in Object(schema) || 'enum' in Object(schema),
  );
}
