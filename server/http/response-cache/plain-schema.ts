import { isObject, type JsonObject, lookup, pointerTo, referenced } from '../../../contract/json.ts';

const words = (...lines: string[]) => new Set(lines.flatMap((line) => line.split(' ')));

const withSchema = words(
  'items contains additionalProperties unevaluatedProperties unevaluatedItems propertyNames not if then else',
);
const withSchemas = words(
  'properties patternProperties dependentSchemas $defs allOf anyOf oneOf prefixItems',
);
const withoutSchema = words(
  'type enum const pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf',
  'required minProperties maxProperties minItems maxItems uniqueItems minContains maxContains dependentRequired',
  'title description example examples deprecated x-volatile',
);

/**
 * Whether a schema has only keywords that accept or refuse a value. Others, such as `default`, `readOnly` and `format`,
 * make express-openapi-validator change the value, or read it in another way than JSON Schema does.
 */
export function isPlainSchema(document: JsonObject, pointer: string, seen = new Set<string>()): boolean {
  if (seen.has(pointer)) return true;
  seen.add(pointer);
  const schema = lookup(document, pointer);
  if (!isObject(schema)) return typeof schema === 'boolean';
  const isPlain = (location: string) => isPlainSchema(document, location, seen);
  return Object.entries(schema).every(([keyword, value]) => {
    const location = pointerTo(pointer, keyword);
    if (keyword === '$ref') return isPlain(referenced(String(value)));
    if (withSchema.has(keyword)) return isPlain(location);
    if (withSchemas.has(keyword))
      return Object.keys(Object(value)).every((name) => isPlain(pointerTo(location, name)));
    return withoutSchema.has(keyword);
  });
}
