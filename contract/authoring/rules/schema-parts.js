// @ts-check
// Walks from a schema to everything that describes one value, and to its parts, through `$ref`s across files.
import { follow, members } from './follow.js';

/**
 * @typedef {import('./follow.js').Context} Context
 * @typedef {import('./follow.js').Part} Part
 */

const certain = {
  lists: ['allOf', 'prefixItems'],
  maps: ['properties'],
  single: ['items', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems'],
};
// Whether these apply depends on the value.
const uncertain = {
  lists: ['oneOf', 'anyOf'],
  maps: ['patternProperties', 'dependentSchemas'],
  single: ['contains', 'if', 'then', 'else', 'not', 'propertyNames'],
};

/**
 * @typedef {Part & { isRoot: boolean, isCertain: boolean }} InnerSchema
 * isRoot: it describes the whole value. isCertain: it applies to every value.
 */

/**
 * The schema, and every schema within it. A schema with a `$ref` is followed by what it refers to.
 * @param {Context} ctx
 * @param {Part} part
 * @returns {InnerSchema[]}
 */
export function schemasUnder(ctx, part) {
  return innerSchemas(ctx, { ...part, isRoot: true, isCertain: true }, new Set());
}

/** @type {(ctx: Context, schema: InnerSchema, seen: Set<string>) => InnerSchema[]} */
function innerSchemas(ctx, schema, seen) {
  const { node, location, isRoot, isCertain } = schema;
  const key = `${location.absolutePointer} ${isRoot} ${isCertain}`;
  if (typeof node !== 'object' || node === null || seen.has(key)) return [];
  seen.add(key);
  const target = typeof node.$ref === 'string' ? follow(ctx, schema) : undefined;
  const within = [
    ...partsOf(schema, certain).map((inner) => ({ ...inner, isCertain })),
    ...partsOf(schema, uncertain).map((inner) => ({ ...inner, isCertain: false })),
  ].map(({ keyword, ...inner }) => ({ ...inner, isRoot: isRoot && keyword === 'allOf' }));
  const all = [...(target ? [{ ...target, isRoot, isCertain }] : []), ...within];
  return [schema, ...all.flatMap((each) => innerSchemas(ctx, each, seen))];
}

/** @type {(part: Part, keywords: typeof certain) => (Part & { keyword: string })[]} */
function partsOf({ node, location }, { lists, maps, single }) {
  return [
    ...[...lists, ...maps].flatMap((keyword) =>
      Object.entries(node[keyword] ?? {}).map(([key, child]) => ({
        keyword,
        node: child,
        location: location.child([keyword, key]),
      })),
    ),
    ...single.map((keyword) => ({ keyword, node: node[keyword], location: location.child(keyword) })),
  ];
}

/**
 * The schema, and all that describes the same value, through `$ref`, `allOf`, `oneOf` and `anyOf`.
 * @param {Context} ctx
 * @param {Part} part
 * @param {Set<string>} seen
 * @returns {Part[]}
 */
export function branchesOf(ctx, part, seen = new Set()) {
  if (typeof part.node !== 'object' || part.node === null || seen.has(part.location.absolutePointer))
    return [];
  seen.add(part.location.absolutePointer);
  const target = typeof part.node.$ref === 'string' ? follow(ctx, part) : undefined;
  const branches = ['allOf', 'oneOf', 'anyOf'].flatMap((name) =>
    Object.entries(part.node[name] ?? {}).map(([key, node]) => ({
      node,
      location: part.location.child([name, key]),
    })),
  );
  return [part, ...[...(target ? [target] : []), ...branches].flatMap((each) => branchesOf(ctx, each, seen))];
}

/** Whether additional members have a schema. @param {any} schema */
export function isMap(schema) {
  return typeof schema.additionalProperties === 'object';
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
