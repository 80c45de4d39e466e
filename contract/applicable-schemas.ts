import { isObject, type JsonObject, lookup, referenced } from './json.ts';

/** A schema and all that it is composed of: what may speak about one value. */
export function applicableSchemas(document: JsonObject, schema: unknown): JsonObject[] {
  if (!isObject(schema)) return [];
  const { $ref, allOf = [], oneOf = [], anyOf = [] } = schema;
  const parts = [allOf, oneOf, anyOf].flat();
  if (typeof $ref === 'string') parts.push(lookup(document, referenced($ref)));
  return [schema, ...parts.flatMap((part) => applicableSchemas(document, part))];
}

/** The schemas that speak about a member or an item of the value that these speak about. */
export function schemasWithin(
  document: JsonObject,
  schemas: readonly JsonObject[],
  name: string,
): JsonObject[] {
  const inner = schemas.flatMap(({ properties, items, additionalProperties }) => {
    if (isObject(properties) && Object.hasOwn(properties, name)) return [properties[name]];
    return [items, additionalProperties];
  });
  return inner.flatMap((schema) => applicableSchemas(document, schema));
}
