/** The defaults that the contract gives to what a request leaves out. */
import { isObject, type JsonObject, lookup } from './json.ts';
import { memoise } from './memoise.ts';
import { demandedSchemas, type LocatedSchema, schemasWithin, usedComponents } from './schema-walk.ts';

/** The `default` of a schema, also of one that it refers to; undefined when there is none. */
export function defaultOf(document: JsonObject, pointer: string): unknown {
  return defaultIn(demandedSchemas(document, pointer));
}

/** A value with every default that it lacks, at any depth. Lint refuses defaults that depend on alternatives. */
export function withDefaults(document: JsonObject, pointer: string, value: unknown): unknown {
  return hasDefaults(document, pointer) ? fill(document, demandedSchemas(document, pointer), value) : value;
}

// To fill a batch of 10,000 addresses takes as long as all other work on it.
const hasDefaults = memoise((document: JsonObject, pointer: string) => {
  const schema = lookup(document, pointer);
  const text = JSON.stringify([schema, ...usedComponents(document, schema).values()]);
  // A reference into a component is not followed.
  return /"default":|"\$ref":"(?!#\/components\/\w+\/[\w.-]+")/.test(text);
});

function fill(document: JsonObject, schemas: readonly LocatedSchema[], value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((item, index) => fill(document, schemasWithin(document, schemas, String(index)), item));
  // Bytes and Blobs are objects, too.
  if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const declared = schemas.flatMap(({ schema }) => Object.keys(Object(schema.properties)));
  const names = [...new Set([...Object.keys(value), ...declared])];
  const members = names.map((name) => {
    const inner = schemasWithin(document, schemas, name);
    return [
      name,
      Object.hasOwn(value, name) ? fill(document, inner, value[name]) : defaultIn(inner),
    ] as const;
  });
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

function defaultIn(schemas: readonly LocatedSchema[]): unknown {
  return schemas.find(({ schema }) => schema.default !== undefined)?.schema.default;
}
