// @ts-check
import { follow, members } from './follow.js';

/**
 * @typedef {import('./follow.js').Context} Context
 * @typedef {import('./follow.js').Part} Part
 */

/**
 * Objects declare all their properties, so that a misspelt or leaked property breaks the contract. The members of a
 * composition are closed by the schema that composes them. So only whole uses of a schema are checked.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const objectClosed = () => {
  /** @type {Set<string>} a shared schema is visited at every use, and reported once */
  const reported = new Set();
  /** @type {(ctx: Context, part: Part) => void} */
  const check = (ctx, part) => {
    const schema = follow(ctx, part);
    if (!schema || reported.has(schema.location.absolutePointer)) return;
    if (!allowsObjects(ctx, schema) || isClosed(schema.node)) return;
    reported.add(schema.location.absolutePointer);
    ctx.report({
      message: `This object is open. Add ${closingKeyword(schema.node)}: false.`,
      location: schema.location,
    });
  };
  /** @type {(holder: { schema?: unknown }, ctx: Context) => void} */
  const checkSchemaOf = (holder, ctx) => {
    if (holder.schema) check(ctx, { node: holder.schema, location: ctx.location.child('schema') });
  };
  return {
    MediaType: checkSchemaOf,
    Parameter: checkSchemaOf,
    Header: checkSchemaOf,
    Schema(schema, ctx) {
      for (const part of wholeUses(ctx, { node: schema, location: ctx.location })) check(ctx, part);
    },
  };
};

/** @type {(ctx: Context, part: Part) => Part[]} */
function wholeUses(ctx, part) {
  // unevaluatedProperties also closes the branches of its own schema.
  const branches = part.node.unevaluatedProperties === false ? [] : ['oneOf', 'anyOf'];
  const many = ['properties', 'patternProperties', 'prefixItems', ...branches];
  const one = ['items', 'additionalProperties', 'unevaluatedProperties'];
  return [
    ...many.flatMap((name) => members(ctx, part, name).map(([, member]) => member)),
    ...one.map((name) => ({ node: part.node[name], location: part.location.child(name) })),
  ];
}

/** @type {(ctx: Context, schema: Part) => boolean} */
function allowsObjects(ctx, schema) {
  const { node } = schema;
  return (
    [node?.type].flat().includes('object') ||
    node?.properties !== undefined ||
    members(ctx, schema, 'allOf').some(([, member]) => allowsObjects(ctx, member))
  );
}

/** @param {import('@redocly/openapi-core').Oas3_1Schema} schema */
function isClosed(schema) {
  return [schema[closingKeyword(schema)], schema.unevaluatedProperties].some(
    (others) => others === false || isMap(others),
  );
}

/** A map says what all its members are. @param {unknown} others */
function isMap(others) {
  return typeof others === 'object' && others !== null && Object.keys(others).length > 0;
}

/**
 * additionalProperties ignores the properties that a composition adds.
 * @param {import('@redocly/openapi-core').Oas3_1Schema} schema
 */
function closingKeyword(schema) {
  return schema.allOf || schema.oneOf || schema.anyOf ? 'unevaluatedProperties' : 'additionalProperties';
}
