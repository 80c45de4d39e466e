/**
 * A schema says what a request may hold and what a response holds. Here each gets a schema of its own, so that whoever
 * reads the contract need not know `readOnly`, `writeOnly` and `default`.
 *
 * - In a request there is no `readOnly` property, and a property with a `default` may be left out.
 * - In a response there is no `writeOnly` property.
 * - A binary property of a form is no text, so its schema demands nothing.
 */
import { isObject, type JsonObject, lookup, pointerTo, referenced } from './json.ts';
import { demandedSchemas, usedComponents } from './schema-walk.ts';

export interface View {
  readonly of: 'requests' | 'responses';
  /** Ends the names of the components that differ in this view: `Toy.request`. */
  readonly suffix: string;
  /** The keyword of properties that are not there. */
  readonly hidden: 'readOnly' | 'writeOnly';
  /** What a schema has that differs in this view, in JSON. */
  readonly differs: RegExp;
  /** Whether a property with a default may be left out, or is always there. */
  readonly withDefault?: 'optional' | 'required';
  /** Replaces the schema of binary data. */
  readonly binary?: JsonObject;
}

const request: View = {
  of: 'requests',
  suffix: '.request',
  hidden: 'readOnly',
  differs: /"readOnly":true|"default":|"binary"/,
  withDefault: 'optional',
  binary: { contentMediaType: 'application/octet-stream' },
};
export const response: View = {
  of: 'responses',
  suffix: '.response',
  hidden: 'writeOnly',
  differs: /"writeOnly":true/,
};

export function splitViews(document: JsonObject, views: readonly View[] = [request, response]): JsonObject {
  const text = JSON.stringify(document);
  const needed = views.filter(({ differs }) => differs.test(text));
  if (needed.length === 0) return document;
  const copy = structuredClone(document);
  for (const view of needed) for (const content of contentsIn(copy, view)) splitContent(copy, content, view);
  return copy;
}

/** Each once: operations share components. */
function contentsIn(document: JsonObject, view: View): Set<JsonObject> {
  const operations = Object.values(Object(document.paths)).flatMap((item) => Object.values(Object(item)));
  const carriers = operations.flatMap((operation) => {
    const { requestBody, responses } = Object(operation);
    return view.of === 'requests' ? [requestBody] : Object.values(Object(responses));
  });
  const contents = carriers.map((carrier) => {
    const { $ref } = Object(carrier);
    return Object(typeof $ref === 'string' ? lookup(document, referenced($ref)) : carrier).content;
  });
  return new Set(contents.filter(isObject));
}

function splitContent(document: JsonObject, content: JsonObject, view: View): void {
  for (const media of Object.values(content) as { schema?: unknown }[])
    media.schema = inView(document, media.schema, view);
}

const maps = ['properties', 'patternProperties', 'dependentSchemas', '$defs'];
const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const singles = ['items', 'contains', 'additionalProperties', 'unevaluatedProperties', 'propertyNames'];
const conditions = ['not', 'if', 'then', 'else'];

/** A copy of a schema, as it is in a view. The components that it refers to are copied, too, where they differ. */
function inView(document: JsonObject, schema: unknown, view: View): unknown {
  if (!isObject(schema) || !differs(document, schema, view)) return schema;
  if (view.binary && schema.format === 'binary') return view.binary;
  const copy: Record<string, unknown> = { ...schema };
  if (typeof schema.$ref === 'string')
    copy.$ref = `#${componentInView(document, referenced(schema.$ref), view)}`;
  for (const name of maps.filter((name) => isObject(schema[name])))
    copy[name] = Object.fromEntries(
      Object.entries(Object(schema[name])).map(([key, value]) => [key, inView(document, value, view)]),
    );
  for (const name of lists.filter((name) => Array.isArray(schema[name])))
    copy[name] = (schema[name] as unknown[]).map((value) => inView(document, value, view));
  for (const name of [...singles, ...conditions].filter((name) => isObject(schema[name])))
    copy[name] = inView(document, schema[name], view);
  if (isObject(schema.discriminator)) copy.discriminator = mapped(document, schema, view);
  return isObject(schema.properties) ? withoutHidden(document, copy, schema, view) : copy;
}

function differs(document: JsonObject, schema: unknown, view: View): boolean {
  const parts = [schema, ...usedComponents(document, schema).values()];
  return parts.some((part) => view.differs.test(JSON.stringify(part)));
}

function componentInView(document: JsonObject, pointer: string, view: View): string {
  const schema = lookup(document, pointer);
  const [, name] = /^\/components\/schemas\/([^/]+)$/.exec(pointer) ?? [];
  if (name === undefined || !differs(document, schema, view)) return pointer;
  const schemas = lookup(document, '/components/schemas') as Record<string, unknown>;
  const own = `${name}${view.suffix}`;
  // Taken before it is made: a schema may refer to itself.
  if (!(own in schemas)) {
    schemas[own] = schema;
    schemas[own] = inView(document, schema, view);
  }
  return `/components/schemas/${own}`;
}

/** The values of a discriminator are names of components, which differ in the view. */
function mapped(document: JsonObject, schema: JsonObject, view: View): JsonObject {
  const discriminator = schema.discriminator as JsonObject;
  const references = [schema.oneOf, schema.anyOf].flatMap((list) =>
    Array.isArray(list) ? list.flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : [])) : [],
  );
  const byName = references.map((reference) => [reference.slice(reference.lastIndexOf('/') + 1), reference]);
  const mapping: JsonObject = isObject(discriminator.mapping)
    ? discriminator.mapping
    : Object.fromEntries(byName);
  const pairs = Object.entries(mapping).map(([value, target]) => {
    const reference = String(target).startsWith('#') ? String(target) : `#/components/schemas/${target}`;
    return [value, `#${componentInView(document, referenced(reference), view)}`];
  });
  return { ...discriminator, mapping: Object.fromEntries(pairs) };
}

/** The schema of a property that may not be there. */
export const nothing = { not: {} };

function withoutHidden(document: JsonObject, copy: JsonObject, schema: JsonObject, view: View): JsonObject {
  const { properties, required } = schema;
  const says = (name: string, keyword: string): unknown => {
    const property = lookup(properties, pointerTo('', name));
    return isObject(property) ? demandedKeyword(document, property, keyword) : undefined;
  };
  const names = Object.keys(Object(properties));
  const hidden = names.filter((name) => says(name, view.hidden) === true);
  const defaults = view.withDefault ? names.filter((name) => says(name, 'default') !== undefined) : [];
  const optional = view.withDefault === 'optional' ? [...hidden, ...defaults] : hidden;
  const listed = new Set([...(Array.isArray(required) ? required : []), ...defaults]);
  return {
    ...copy,
    properties: { ...Object(copy.properties), ...Object.fromEntries(hidden.map((name) => [name, nothing])) },
    required: [...listed].filter((name) => !optional.includes(name)),
  };
}

function demandedKeyword(document: JsonObject, property: JsonObject, keyword: string): unknown {
  // The walk needs a place in a document, which a property alone is.
  const schemas = demandedSchemas({ ...document, property }, '/property');
  return schemas.find(({ schema }) => schema[keyword] !== undefined)?.schema[keyword];
}
