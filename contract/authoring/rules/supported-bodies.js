// @ts-check
import { looseFormats, schemasUnder, typesOf } from './schema-parts.js';

/**
 * @typedef {import('@redocly/openapi-core').UserContext} Context
 * @typedef {import('./follow.js').Part} Part
 * @typedef {{ message: string, location: import('./follow.js').Location }} Issue
 */

/**
 * A request body is JSON of a limited size. The client types, the body parser, the mock and the tests know no other.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedBodies = () => {
  /** @type {Set<string>} a shared schema is reached from several bodies, and reported once */
  const reported = new Set();
  return {
    Operation(operation, { key, location, report }) {
      if (key !== 'get' || operation.requestBody === undefined) return;
      const message = 'A get with a body is not supported. Use post, or query parameters.';
      report({ message, location: location.child('requestBody').key() });
    },
    RequestBody(body, ctx) {
      const issues = [...frameIssues(body, ctx), ...mediaIssues(body, ctx)];
      for (const issue of issues) {
        const place = `${issue.location.absolutePointer} ${issue.message}`;
        if (!reported.has(place)) ctx.report(issue);
        reported.add(place);
      }
    },
  };
};

/** @type {(body: any, ctx: Context) => Issue[]} */
function frameIssues(body, { location }) {
  const issues = [];
  if (body.required !== true)
    issues.push({
      message: 'An optional body is not supported. Add required: true, and make its properties optional.',
      location: location.key(),
    });
  if (typeof body['x-max-bytes'] !== 'number')
    issues.push({
      message: 'The body has no limit. Add x-max-bytes; a longer body is answered 413.',
      location: location.key(),
    });
  return issues;
}

/** @type {(body: any, ctx: Context) => Issue[]} */
function mediaIssues(body, ctx) {
  const contents = Object.entries(body.content ?? {});
  const [first] = contents;
  const content = ctx.location.child('content');
  if (!first || contents.length > 1)
    return [{ message: 'A body has exactly one media type. Use application/json.', location: content.key() }];
  const [type, media] = first;
  const location = content.child(type);
  if (type !== 'application/json')
    return [
      { message: `A body as ${type} is not supported. Use application/json.`, location: location.key() },
    ];
  if (media.schema === undefined)
    return [{ message: 'The body has no schema. Add one.', location: location.key() }];
  const part = { node: media.schema, location: location.child('schema') };
  return [...rootIssues(ctx, part), ...memberIssues(ctx, part), ...looseFormats(ctx, part)];
}

/** @type {(ctx: Context, part: Part) => Issue[]} */
function rootIssues(ctx, part) {
  const types = typesOf(ctx, part);
  if (types.length > 0 && types.every((type) => type === 'object' || type === 'array')) return [];
  const message =
    'A body is an object or an array; other values are not supported. Say type: object, and put the value into a property.';
  return [{ message, location: part.location }];
}

const remedies = /** @type {const} */ ({
  readOnly: 'Leave the property out of the schema of the request.',
  default: 'Describe the default, and apply it in the handler.',
});

/** @type {(ctx: Context, part: Part) => Issue[]} */
function memberIssues(ctx, part) {
  return schemasUnder(ctx, part).flatMap(({ node, location }) =>
    Object.entries(remedies)
      .filter(([keyword]) => node[keyword] !== undefined && node[keyword] !== false)
      .map(([keyword, remedy]) => ({
        message: `${keyword} is not supported in requests: server and mock read it differently. ${remedy}`,
        location: location.child(keyword).key(),
      })),
  );
}
