// @ts-check
import { looseFormats, typesOf } from './schema-parts.js';

/**
 * @typedef {import('@redocly/openapi-core').UserContext} Context
 * @typedef {import('@redocly/openapi-core').Oas3Parameter} Parameter
 * @typedef {{ message: string, location: import('./follow.js').Location }} Issue
 */

const scalars = ['string', 'integer', 'number', 'boolean'];
const defaultStyles = /** @type {Record<string, string>} */ ({
  path: 'simple',
  header: 'simple',
  query: 'form',
});
const names = /** @type {Record<string, RegExp>} */ ({
  path: /^\w+$/,
  query: /^[A-Za-z$][\w$.-]*$/,
  header: /^(?!(?:accept|authorization|content-type|cookie)$)[\w!#$%&'*+.^`|~-]+$/i,
});

/**
 * A parameter is one piece of text. Each reader of the contract would take a list, an object or a cookie differently,
 * or ignore it.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedParameters = () => ({
  Parameter(parameter, ctx) {
    const issues = [...placeIssues(parameter, ctx), ...valueIssues(parameter, ctx)];
    for (const issue of issues) ctx.report(issue);
  },
});

/** @type {(parameter: Parameter, ctx: Context) => Issue[]} */
function placeIssues({ name, in: where = '', required }, { location }) {
  if (where === 'cookie') {
    const message = `Parameter ${name} is a cookie, which is not supported. Use a header or a query parameter.`;
    return [{ message, location: location.child('in') }];
  }
  const issues = [];
  if (names[where]?.test(name) === false)
    issues.push({ message: nameMessage(where, name), location: location.child('name') });
  if (where === 'path' && required !== true)
    issues.push({
      message: `Path parameter ${name} is not required. Add required: true.`,
      location: location.child('name'),
    });
  return issues;
}

/** @type {(where: string, name: string) => string} */
function nameMessage(where, name) {
  const problem = `The name ${name} is not supported for a ${where} parameter.`;
  if (where === 'header') return `${problem} Choose another header: OpenAPI describes this one elsewhere.`;
  if (where === 'path') return `${problem} Use letters, digits and _ only.`;
  return `${problem} Begin with a letter, then use letters, digits, - . _ and $ only. Names with _ first are ignored.`;
}

/** @type {(parameter: Parameter, ctx: Context) => Issue[]} */
function valueIssues(parameter, ctx) {
  const { name, in: where = '', style, schema } = parameter;
  const { location } = ctx;
  const issues = [];
  if (parameter.content !== undefined)
    issues.push({
      message: `Parameter ${name} has content, which is not supported. Use schema.`,
      location: location.child('content').key(),
    });
  if (style !== undefined && defaultStyles[where] !== undefined && style !== defaultStyles[where])
    issues.push({
      message: `Style ${style} of parameter ${name} is not supported. Remove it: the style is ${defaultStyles[where]}.`,
      location: location.child('style'),
    });
  if ('allowReserved' in parameter)
    issues.push({
      message: `allowReserved of parameter ${name} is not supported: clients encode every value. Remove it.`,
      location: location.child('allowReserved').key(),
    });
  if (schema === undefined) return issues;
  const part = { node: schema, location: location.child('schema') };
  return [...issues, ...typeIssues(typesOf(ctx, part), parameter, part.location), ...looseFormats(ctx, part)];
}

/** @type {(types: string[], parameter: Parameter, location: import('./follow.js').Location) => Issue[]} */
function typeIssues(types, { name, in: where, schema }, location) {
  const [type = '', ...others] = types;
  const branches = /** @type {object} */ (schema);
  const isScalar =
    scalars.includes(type) && others.length === 0 && !('oneOf' in branches || 'anyOf' in branches);
  if (!isScalar) {
    const message = `Parameter ${name} needs one type. Use string, integer, number or boolean; lists and objects are not supported, put them into a body.`;
    return [{ message, location }];
  }
  if (where !== 'path' || type === 'string') return [];
  const message = `Path parameter ${name} is of type ${type}, and handlers get a string. Use type: string with a pattern.`;
  return [{ message, location }];
}
