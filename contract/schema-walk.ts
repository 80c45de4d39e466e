/** Follows `$ref` and composition from a schema to everything that describes one value. */

import { isObject, type JsonObject, lookup, pointerTo, referenced } from './json.ts';
import { memoise } from './memoise.ts';

export interface LocatedSchema {
  readonly pointer: string;
  readonly schema: JsonObject;
}

// Both are marked as pure, so that a bundle of a client that walks no schema does not contain them.

/** A schema, first, and all that it demands through `$ref` and `allOf`. @throws Error when there is no schema. */
export const demandedSchemas = /* @__PURE__ */ memoise((document: JsonObject, pointer: string) =>
  walk(document, pointer, ['allOf']),
);

/** A schema, first, and all that may describe the same value, through `$ref`, `allOf`, `oneOf` and `anyOf`. */
export const applicableSchemas = /* @__PURE__ */ memoise((document: JsonObject, pointer: string) =>
  walk(document, pointer, ['allOf', 'oneOf', 'anyOf']),
);

/** The names of the component schemas that describe a value, the nearest first: `HfnInput`. */
export function componentsOf(document: JsonObject, pointer: string): string[] {
  return demandedSchemas(document, pointer).flatMap(({ pointer }) => {
    // views.ts adds the suffix.
    const [, name] = /^\/components\/schemas\/([^/]+?)(?:\.request|\.response)?$/.exec(pointer) ?? [];
    return name ?? [];
  });
}

/** The JSON types that a schema allows. Empty when it does not say. */
export function typesOf(document: JsonObject, pointer: string): string[] {
  const types = applicableSchemas(document, pointer).flatMap(({ schema }) => {
    if (schema.type !== undefined) return [schema.type].flat() as string[];
    const values = (schema.enum ?? ('const' in schema ? [schema.const] : [])) as unknown[];
    return values.map((value) => (value === null ? 'null' : typeof value));
  });
  return [...new Set(types)];
}

function walk(document: JsonObject, pointer: string, keywords: readonly string[]): readonly LocatedSchema[] {
  const schema = lookup(document, pointer);
  if (!isObject(schema)) throw new Error(`there is no schema at ${pointer}`);
  const { $ref } = schema;
  const parts = keywords.flatMap((keyword) =>
    Object.keys(Object(schema[keyword])).map((index) => `${pointer}/${keyword}/${index}`),
  );
  return [
    { pointer, schema },
    ...(typeof $ref === 'string' ? walk(document, referenced($ref), keywords) : []),
    ...parts.flatMap((part) => walk(document, part, keywords)),
  ];
}

/** The schemas that describe a member, or an item, of the value that these schemas describe. */
export function schemasWithin(
  document: JsonObject,
  schemas: readonly LocatedSchema[],
  name: string,
): LocatedSchema[] {
  return schemas.flatMap(({ pointer, schema }) => {
    const { properties } = schema;
    const inner =
      isObject(properties) && Object.hasOwn(properties, name)
        ? [pointerTo(`${pointer}/properties`, name)]
        : ['items', 'additionalProperties']
            .filter((key) => isObject(schema[key]))
            .map((key) => `${pointer}/${key}`);
    return inner.flatMap((location) => applicableSchemas(document, location));
  });
}

const componentReference = /"#(\/components\/\w+\/[\w.-]+)"/g;

/** The components that a part of a document refers to, directly or through others, by their pointers. */
export function usedComponents(document: unknown, part: unknown): Map<string, unknown> {
  const used = new Map<string, unknown>();
  const use = (value: unknown) => {
    for (const [, pointer = ''] of JSON.stringify(value).matchAll(componentReference)) {
      if (used.has(pointer)) continue;
      const component = lookup(document, pointer);
      used.set(pointer, component);
      use(component);
    }
  };
  use(part);
  return used;
}
