// @ts-check
import { follow, members } from './follow.js';

/**
 * Objects say what they hold and nothing else, so that a misspelt or leaked property is a fault.
 * Members of a composition are closed by the schema that composes them, so what counts is each place
 * where a schema is used as a whole.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const objectClosed = () => {
  /** @type {Set<string>} a shared schema is met at every use, and reported once */
  const reported = new Set();
  /** @param {import('./follow.js').Context} ctx @param {import('./follow.js').Place} place */
  const check = (ctx, place) => {
    const schema = follow(ctx, place);
    if (!schema || reported.has(schema.location.absolutePointer)) return;
    if (!isObject(ctx, schema) || isClosed(schema.node)) return;
    reported.add(schema.location.absolutePointer);
    ctx.report({
      message: `This object is open. Add ${closingKeyword(schema.node)}: false.`,
      location: schema.location,
    });
  };
  /** @param {{ schema?: unknown }} holder @param {import('./follow.js').Context} ctx */
  const checkSchemaOf = (holder, ctx) => {
    if (holder.schema) check(ctx, { node: holder.schema, location: ctx.location.child('schema') });
  };
  return {
    MediaType: checkSchemaOf,
    Parameter: checkSchemaOf,
    Header: checkSchemaOf,
    Schema(schema, ctx) {
      for (const place of wholeUses(ctx, { node: schema, location: ctx.location })) check(ctx, place);
    },
  };
};

/** @param {import('./follow.js').Context} ctx @param {import('./follow.js').Place} place */
function wholeUses(ctx, place) {
  // unevaluatedProperties sees into the branches of its own schema, so that closes them as well.
  const branches = place.node.unevaluatedProperties === false ? [] : ['oneOf', 'anyOf'];
  const many = ['properties', 'patternProperties', 'prefixItems', ...branches];
  const one = ['items', 'additionalProperties', 'unevaluatedProperties'];
  return [
    ...many.flatMap((name) => members(ctx, place, name).map(([, member]) => member)),
    ...one.map((name) => ({ node: place.node[name], location: place.location.child(name) })),
  ];
}

/**
 * @param {import('./follow.js').Context} ctx
 * @param {import('./follow.js').Place} place
 * @returns {boolean}
 */
function isObject(ctx, place) {
  const schema = place.node;
  return (
    [schema?.type].flat().includes('object') ||
    schema?.properties !== undefined ||
    members(ctx, place, 'allOf').some(([, member]) => isObject(ctx, member))
  );
}

/** @param {import('@redocly/openapi-core').Oas3_1Schema} schema */
function isClosed(schema) {
  return schema[closingKeyword(schema)] === false || schema.unevaluatedProperties === false;
}

/**
 * additionalProperties does not see the properties that a composition brings in.
 * @param {import('@redocly/openapi-core').Oas3_1Schema} schema
 */
function closingKeyword(schema) {
  return schema.allOf || schema.oneOf || schema.anyOf ? 'unevaluatedProperties' : 'additionalProperties';
}
