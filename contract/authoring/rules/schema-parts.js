// @ts-check
// Walks from a schema to everything that describes one value, and to its parts, through `$ref`s across files.
import { follow, members } from './follow.js';

/**
 * @typedef {import('./follow.js').Context} Context
 * @typedef {import('./follow.js').Part} Part
 */

const lists = ['allOf', 'oneOf', 'anyOf', 'prefixItems'];
const maps = ['properties', 'patternProperties', 'dependentSchemas'];
const single = ['items', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'contains'];
const conditions = ['if', 'then', 'else', 'not', 'propertyNames'];

/**
 * The schema, and every schema within it. A schema with a `$ref` is followed by what it refers to.
 * @param {Context} ctx
 * @param {Part} part
 * @param {Set<string>} seen
 * @returns {Part[]}
 */
export function schemasUnder(ctx, part, seen = new Set()) {
  const { node, location } = part;
  if (typeof node !== 'object' || node === null || seen.has(location.absolutePointer)) return [];
  seen.add(location.absolutePointer);
  const target = typeof node.$ref === 'string' ? follow(ctx, part) : undefined;
  const within = [
    ...[...lists, ...maps].flatMap((name) =>
      Object.entries(node[name] ?? {}).map(([key, child]) => ({
        node: child,
        location: location.child([name, key]),
      })),
    ),
    ...[...single, ...conditions].map((name) => ({ node: node[name], location: location.child(name) })),
  ];
  return [part, ...[...(target ? [target] : []), ...within].flatMap((each) => schemasUnder(ctx, each, seen))];
}

/**
 * The JSON types that a value of this schema may have. Empty when the schema does not say.
 * @param {Context} ctx
 * @param {Part} part
 * @returns {string[]}
 */
export function typesOf(ctx, part) {
  const own = ownTypes(part.node);
  if (own.length > 0) return own;
  const target = typeof part.node?.$ref === 'string' ? follow(ctx, part) : undefined;
  const referred = target ? typesOf(ctx, target) : [];
  if (referred.length > 0) return referred;
  return ['allOf', 'oneOf', 'anyOf'].flatMap((name) =>
    members(ctx, part, name).flatMap(([, member]) => typesOf(ctx, member)),
  );
}

/**
 * @param {any} schema
 * @returns {string[]}
 */
function ownTypes(schema) {
  if (schema?.type !== undefined) return [schema.type].flat();
  const values = schema?.enum ?? (schema?.const === undefined ? [] : [schema.const]);
  return [...new Set(values.map(typeOfValue))];
}

/** @param {unknown} value */
function typeOfValue(value) {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

// The server reads these formats loosely (2026-19-39 is a date), the mock and the tests exactly.
const loose = ['date', 'time', 'date-time', 'iso-time', 'iso-date-time', 'uri', 'uri-reference', 'email'];

/**
 * Where a schema of a request uses a format that server and mock read differently.
 * @param {Context} ctx
 * @param {Part} part
 */
export function looseFormats(ctx, part) {
  return schemasUnder(ctx, part)
    .filter(({ node }) => loose.includes(node.format))
    .map(({ node, location }) => ({
      message: `Format ${node.format} is not supported in requests: server and mock read it differently. Use pattern.`,
      location: location.child('format'),
    }));
}
