// @ts-check
import { kindOf, mediaTypeIssues } from './media-types.js';
import { schemasUnder, typesOf } from './schema-parts.js';

/**
 * @typedef {import('./follow.js').Context} Context
 * @typedef {import('./follow.js').Part} Part
 * @typedef {{ message: string, location: import('./follow.js').Location }} Issue
 */

/**
 * A request body has a limited size, and its schema can be read from every one of its media types.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedBodies = () => {
  /** @type {Set<string>} a shared schema is reached from several bodies, and reported once */
  const reported = new Set();
  return {
    Operation(operation, { key, location, report }) {
      if ((key !== 'get' && key !== 'delete') || operation.requestBody === undefined) return;
      const message = `A ${key} with a body is not supported: HTTP gives it no meaning. Use post, or query parameters.`;
      report({ message, location: location.child('requestBody').key() });
    },
    RequestBody(body, ctx) {
      for (const issue of bodyIssues(body, ctx)) {
        const place = `${issue.location.absolutePointer} ${issue.message}`;
        if (!reported.has(place)) ctx.report(issue);
        reported.add(place);
      }
    },
  };
};

/** @type {(body: any, ctx: Context) => Issue[]} */
function bodyIssues(body, ctx) {
  const { location } = ctx;
  const contents = Object.entries(body.content ?? {});
  const issues = contents.flatMap(([type, node]) =>
    mediaIssues(ctx, type, { node, location: location.child(['content', type]) }),
  );
  if (contents.length === 0)
    issues.push({ message: 'The body has no media type. Add application/json.', location: location.key() });
  if (typeof body['x-max-bytes'] !== 'number')
    issues.push({
      message: 'The body has no limit. Add x-max-bytes; a longer body is answered 413.',
      location: location.key(),
    });
  return issues;
}

/** @type {(ctx: Context, type: string, media: Part) => Issue[]} */
function mediaIssues(ctx, type, media) {
  const issues = mediaTypeIssues(ctx, type, media);
  if (issues.length > 0) return issues;
  const schema = { node: media.node.schema, location: media.location.child('schema') };
  return [...rootIssues(ctx, type, schema), ...defaultIssues(ctx, schema)];
}

/** @type {(ctx: Context, type: string, part: Part) => Issue[]} */
function rootIssues(ctx, type, part) {
  const types = typesOf(ctx, part);
  if (kindOf(type) !== 'json') return [];
  if (types.length > 0 && types.every((each) => each === 'object' || each === 'array')) return [];
  const message =
    'A body is an object or an array; other values are not supported. Say type: object, and put the value into a property.';
  return [{ message, location: part.location }];
}

/** @type {(ctx: Context, part: Part) => Issue[]} */
function defaultIssues(ctx, part) {
  return schemasUnder(ctx, part)
    .filter(({ node, isRoot, isCertain }) => node.default !== undefined && (isRoot || !isCertain))
    .map(({ location }) => ({
      message:
        'This default is not supported. Move it to a property that is outside of oneOf, anyOf, not and conditions, or describe it and apply it in the handler.',
      location: location.child('default').key(),
    }));
}
