// @ts-check
import { follow, members } from './follow.js';

/**
 * Every property, parameter and header says what it is and shows a value. What a `$ref` leads to may
 * say it. Parameters show theirs by the rule parameter-own-example.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const describedWithExample = () => ({
  Parameter(parameter, { location, report }) {
    if (!parameter.description) report(undescribed(`Parameter ${parameter.name}`, location));
  },
  Header(header, ctx) {
    const here = { node: header, location: ctx.location };
    if (!header.description) ctx.report(undescribed('This header', ctx.location));
    if (
      !showsValue(ctx, here) &&
      !showsValue(ctx, { node: header.schema, location: ctx.location.child('schema') })
    )
      ctx.report(unshown('This header', ctx.location));
  },
  Schema(schema, ctx) {
    for (const [name, node] of Object.entries(schema.properties ?? {})) {
      const raw = { node, location: ctx.location.child(['properties', name]) };
      const target = follow(ctx, raw);
      if (!target) continue;
      if (!node.description && !target.node.description)
        ctx.report(undescribed(`Property ${name}`, raw.location));
      if (!showsValue(ctx, raw)) ctx.report(unshown(`Property ${name}`, raw.location));
    }
  },
});

/** @param {string} what @param {import('@redocly/openapi-core').Location} location */
const undescribed = (what, location) => ({
  message: `${what} has no description. Say what it means, in a sentence.`,
  location: location.key(),
});

/** @param {string} what @param {import('@redocly/openapi-core').Location} location */
const unshown = (what, location) => ({
  message: `${what} shows no value. Add an example.`,
  location: location.key(),
});

/**
 * An example, a fixed set of values, or parts that are held to show theirs.
 * @param {import('./follow.js').Context} ctx
 * @param {import('./follow.js').Place} raw
 * @returns {boolean}
 */
function showsValue(ctx, raw) {
  const place = follow(ctx, raw);
  const own = ['example', 'examples', 'const', 'enum'];
  if (own.some((name) => raw.node?.[name] !== undefined || place?.node?.[name] !== undefined)) return true;
  if (!place) return true;
  if (place.node?.properties) return true;
  const branches = ['allOf', 'oneOf', 'anyOf'].flatMap((name) => members(ctx, place, name));
  return branches.some(([, branch]) => showsValue(ctx, branch));
}
