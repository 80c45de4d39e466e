// @ts-check
import { follow, members } from './follow.js';

/**
 * Every property, parameter and header has a description and shows a value, directly or through its `$ref`.
 * The values of parameters are checked by the rule parameter-own-example.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const describedWithExample = () => ({
  Parameter(parameter, { location, report }) {
    if (!parameter.description) report(noDescription(`Parameter ${parameter.name}`, location));
  },
  Header(header, ctx) {
    const { location, report } = ctx;
    const schema = { node: header.schema, location: location.child('schema') };
    if (!header.description) report(noDescription('This header', location));
    if (!showsValue(ctx, { node: header, location }) && !showsValue(ctx, schema))
      report(noValue('This header', location));
  },
  Schema(schema, ctx) {
    for (const [name, node] of Object.entries(schema.properties ?? {})) {
      const property = { node, location: ctx.location.child(['properties', name]) };
      const target = follow(ctx, property);
      if (!target) continue;
      if (!node.description && !target.node.description)
        ctx.report(noDescription(`Property ${name}`, property.location));
      if (!showsValue(ctx, property)) ctx.report(noValue(`Property ${name}`, property.location));
    }
  },
});

/** @param {string} what @param {import('@redocly/openapi-core').Location} location */
const noDescription = (what, location) => ({
  message: `${what} has no description. Add a sentence that says what it means.`,
  location: location.key(),
});

/** @param {string} what @param {import('@redocly/openapi-core').Location} location */
const noValue = (what, location) => ({
  message: `${what} shows no value. Add an example.`,
  location: location.key(),
});

/**
 * A schema shows a value by an example, by a fixed set of values, or by properties, which must show theirs.
 * @param {import('./follow.js').Context} ctx
 * @param {import('./follow.js').Part} part
 * @returns {boolean}
 */
function showsValue(ctx, part) {
  const target = follow(ctx, part);
  const keywords = ['example', 'examples', 'const', 'enum'];
  const has = keywords.some((name) => part.node?.[name] !== undefined || target?.node?.[name] !== undefined);
  if (has || !target || target.node?.properties) return true;
  const branches = ['allOf', 'oneOf', 'anyOf'].flatMap((name) => members(ctx, target, name));
  return branches.some(([, branch]) => showsValue(ctx, branch));
}
