// @ts-check
import { branchesOf, isMap, typesOf } from './schema-parts.js';

/**
 * @typedef {import('./follow.js').Context} Context
 * @typedef {import('./follow.js').Part} Part
 * @typedef {import('@redocly/openapi-core').Oas3Parameter} Parameter
 * @typedef {{ message: string, location: import('./follow.js').Location }} Issue
 */

const scalars = ['string', 'integer', 'number', 'boolean'];
const names = /** @type {Record<string, RegExp>} */ ({
  path: /^[A-Za-z_][\w.-]*$/,
  query: /^[A-Za-z$][\w$.:@[\]-]*$/,
  header: /^[\w!#$%&'*+.^`|~-]+$/,
});
// OpenAPI describes the first ones elsewhere. Clients and node:http set or refuse the others.
const otherHeaders =
  /^(?:accept|authorization|content-type|cookie|accept-charset|accept-encoding|connection|content-encoding|content-length|date|expect|host|keep-alive|origin|prefer|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via|access-control-.*|proxy-.*|sec-.*)$/i;
const remedies = /** @type {const} */ ({
  content: 'Use schema.',
  allowReserved: 'Remove it: clients encode every value, and the server reads both forms.',
  allowEmptyValue: 'Remove it: the schema says whether a value may be empty.',
});

/**
 * A parameter is one value, in a query also a list of values, or an object of values as deepObject. The other forms
 * are ambiguous.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedParameters = () => ({
  Parameter(parameter, ctx) {
    const issues = [
      ...placeIssues(parameter, ctx),
      ...keywordIssues(parameter, ctx),
      ...valueIssues(parameter, ctx),
    ];
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
  if (names[where]?.test(name) === false || name in {})
    issues.push({ message: nameMessage(where, name), location: location.child('name') });
  if (where === 'header' && otherHeaders.test(name))
    issues.push({
      message: `The header ${name} cannot be a parameter: OpenAPI describes it elsewhere, or HTTP clients set it. Choose another name.`,
      location: location.child('name'),
    });
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
  if (name in {}) return `${problem} Every object in JavaScript has such a member. Choose another name.`;
  if (where !== 'query') return `${problem} Begin with a letter, then use letters, digits, - . and _ only.`;
  return `${problem} Begin with a letter, then use letters, digits, - . _ $ : @ [ and ] only. Names with _ first are ignored.`;
}

/** @type {(parameter: Parameter, ctx: Context) => Issue[]} */
function keywordIssues(parameter, { location }) {
  return Object.entries(remedies)
    .filter(([keyword]) => keyword in parameter)
    .map(([keyword, remedy]) => ({
      message: `${keyword} of parameter ${parameter.name} is not supported. ${remedy}`,
      location: location.child(keyword).key(),
    }));
}

/** @type {(parameter: Parameter, ctx: Context) => Issue[]} */
function valueIssues(parameter, ctx) {
  const { name, in: where = '', schema } = parameter;
  if (schema === undefined || where === 'cookie') return [];
  const part = { node: schema, location: ctx.location.child('schema') };
  const [type = '', ...others] = new Set(typesOf(ctx, part));
  const isList = type === 'array' && where === 'query';
  const isObject = type === 'object' && where === 'query';
  if (others.length > 0 || !(scalars.includes(type) || isList || isObject)) {
    const allowed =
      where === 'query' ? ', array or object' : '; a list or an object goes into the query or the body';
    const message = `Parameter ${name} needs one type. Use string, integer, number or boolean${allowed}.`;
    return [{ message, location: part.location }];
  }
  const inner = isList ? itemIssues(ctx, part, name) : isObject ? memberIssues(ctx, part, name) : [];
  return [...styleIssues(parameter, type, ctx), ...inner];
}

/** @type {(parameter: Parameter, type: string, ctx: Context) => Issue[]} */
function styleIssues({ name, in: where, style, explode }, type, { location }) {
  const usual = where === 'query' ? 'form' : 'simple';
  const allowed = type === 'object' ? ['deepObject'] : type === 'array' ? ['form', 'pipeDelimited'] : [usual];
  if (!allowed.includes(style ?? usual)) {
    const problem = `Style ${style ?? usual} of parameter ${name} is not supported with type ${type}.`;
    const place = style === undefined ? location.child('name') : location.child('style');
    return [{ message: `${problem} Use ${allowed.join(' or ')}.`, location: place }];
  }
  if (type !== 'object' || explode !== false) return [];
  const message = `deepObject without explode has no meaning (parameter ${name}). Say explode: true.`;
  return [{ message, location: location.child('explode') }];
}

/** @type {(ctx: Context, list: Part, name: string) => Issue[]} */
function itemIssues(ctx, list, name) {
  const branches = branchesOf(ctx, list);
  const items = branches.flatMap(({ node, location }) =>
    node.items === undefined ? [] : [{ node: node.items, location: location.child('items') }],
  );
  const isTuple = branches.some(({ node }) => node.prefixItems !== undefined);
  if (!isTuple && items.length > 0 && items.every((item) => isScalar(ctx, item))) return [];
  const message = `The list ${name} needs items of one type. Say items with string, integer, number or boolean.`;
  return [{ message, location: list.location }];
}

/** @type {(ctx: Context, object: Part, name: string) => Issue[]} */
function memberIssues(ctx, object, name) {
  const values = branchesOf(ctx, object).flatMap(({ node, location }) => [
    ...Object.entries(node.properties ?? {}).map(([key, member]) => ({
      key,
      part: { node: member, location: location.child(['properties', key]) },
    })),
    ...(isMap(node)
      ? [
          {
            key: '',
            part: { node: node.additionalProperties, location: location.child('additionalProperties') },
          },
        ]
      : []),
  ]);
  return values
    .filter(({ key, part }) => /[[\]]/.test(key) || !isScalar(ctx, part))
    .map(({ part: { location } }) => ({
      message: `A member of the object ${name} needs a name without brackets, and one type. Use string, integer, number or boolean; lists and objects go into a body.`,
      location,
    }));
}

/** @type {(ctx: Context, value: Part) => boolean} */
function isScalar(ctx, value) {
  const [type = '', ...others] = new Set(typesOf(ctx, value));
  return scalars.includes(type) && others.length === 0;
}
