// @ts-check
import { basename } from 'node:path';
import { branchesOf } from './schema-parts.js';

/**
 * @typedef {import('./follow.js').Context} Context
 * @typedef {import('./follow.js').Part} Part
 */

/**
 * A discriminator only names what the schemas say anyway: validators here do not read it, and generated types do. So
 * each schema that it chooses says the value of the property by `const` or `enum`.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedDiscriminators = () => ({
  Schema(schema, ctx) {
    const { discriminator } = schema;
    if (discriminator === undefined) return;
    const place = ctx.location.child('discriminator').key();
    const keyword = ['oneOf', 'anyOf'].find((name) => name in schema);
    const choices = Object.entries(/** @type {any} */ (schema)[String(keyword)] ?? {});
    if (choices.length === 0)
      return ctx.report({
        message:
          'A discriminator without oneOf is not supported. Add oneOf with each schema that it chooses from.',
        location: place,
      });
    for (const [index, node] of choices) {
      const choice = { node, location: ctx.location.child([String(keyword), index]) };
      const name = basename(String(node.$ref ?? ''), '.yaml');
      const wanted = valuesFor(name, discriminator.mapping ?? {});
      const allowed = allowedValues(ctx, choice, discriminator.propertyName);
      if (wanted.length === allowed.length && wanted.every((value) => allowed.includes(value))) continue;
      ctx.report({
        message: `The discriminator cannot choose this schema. Its property ${discriminator.propertyName} needs ${wanted.length > 1 ? `enum: [${wanted.join(', ')}]` : `const: ${wanted[0]}`}, or the discriminator another mapping.`,
        location: choice.location,
      });
    }
  },
});

/** Without a mapping, the value is the name of the schema. @type {(name: string, mapping: Record<string, string>) => string[]} */
function valuesFor(name, mapping) {
  const mapped = Object.entries(mapping).filter(([, target]) => basename(target, '.yaml') === name);
  return mapped.length > 0 ? mapped.map(([value]) => value) : [name];
}

/** @type {(ctx: Context, choice: Part, property: string) => unknown[]} */
function allowedValues(ctx, choice, property) {
  const declared = branchesOf(ctx, choice).flatMap(({ node, location }) => {
    const member = node.properties?.[property];
    return member === undefined
      ? []
      : branchesOf(ctx, { node: member, location: location.child(['properties', property]) });
  });
  const { node } = declared.find(({ node }) => 'const' in node || 'enum' in node) ?? { node: { enum: [] } };
  return 'const' in node ? [node.const] : node.enum;
}
