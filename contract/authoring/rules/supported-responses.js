// @ts-check
import { members } from './follow.js';
import { schemasUnder, typesOf } from './schema-parts.js';

/**
 * @typedef {import('@redocly/openapi-core').UserContext} Context
 * @typedef {import('./follow.js').Part} Part
 * @typedef {{ message: string, location: import('./follow.js').Location }} Issue
 */

const successes = ['200', '201', '202'];
const supported = /^(?:20[0-2]|304|[45]\d\d)$/;

/**
 * A response is one JSON object, sent with one declared status. The sender, the client and the mock know no other.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedResponses = () => {
  /** @type {Set<string>} a shared response is reached from several operations, and reported once */
  const reported = new Set();
  return {
    Operation(node, ctx) {
      const operation = { node, location: ctx.location };
      const responses = members(ctx, operation, 'responses');
      const issues = [
        ...statusIssues(operation),
        ...responses.flatMap(([status, response]) => contentIssues(ctx, status, response)),
      ];
      for (const issue of issues) {
        const place = `${issue.location.absolutePointer} ${issue.message}`;
        if (!reported.has(place)) ctx.report(issue);
        reported.add(place);
      }
    },
    Header(header, ctx) {
      for (const issue of headerIssues(header, ctx)) ctx.report(issue);
    },
  };
};

/** @type {(operation: Part) => Issue[]} */
function statusIssues({ node, location }) {
  const statuses = Object.keys(node.responses ?? {});
  const responses = location.child('responses');
  const unsupported = statuses.filter((status) => !supported.test(status));
  const issues = unsupported.map((status) => ({
    message: `The status ${status} is not supported. Use 200, 201, 202, 304, and single statuses from 400 on.`,
    location: responses.child(status).key(),
  }));
  if (statuses.some((status) => successes.includes(status))) return issues;
  return [
    ...issues,
    { message: 'The operation has no success. Add 200, 201 or 202.', location: responses.key() },
  ];
}

/** @type {(ctx: Context, status: string, response: Part) => Issue[]} */
function contentIssues(ctx, status, { node, location }) {
  const contents = Object.entries(node.content ?? {});
  const [first] = contents;
  const content = location.child('content');
  if (status === '304')
    return first ? [{ message: '304 has no body. Remove content.', location: content.key() }] : [];
  if (!first)
    return [
      {
        message: `A ${status} without content is not supported. Add a JSON object.`,
        location: location.key(),
      },
    ];
  if (contents.length > 1)
    return [{ message: 'A response has exactly one media type. Keep one.', location: content.key() }];
  return mediaIssues(ctx, status, { node: first[1], location: content.child(first[0]) }, first[0]);
}

/** @type {(ctx: Context, status: string, media: Part, type: string) => Issue[]} */
function mediaIssues(ctx, status, { node, location }, type) {
  const allowed = successes.includes(status)
    ? ['application/json']
    : ['application/problem+json', 'application/json'];
  if (!allowed.includes(type)) {
    const message = `The media type ${type} is not supported for ${status}. Use ${allowed[0]}.`;
    return [{ message, location: location.key() }];
  }
  if (node.schema === undefined)
    return [{ message: 'The response has no schema. Add one.', location: location.key() }];
  const part = { node: node.schema, location: location.child('schema') };
  return [...rootIssues(ctx, part), ...writeOnlyIssues(ctx, part)];
}

/** @type {(ctx: Context, part: Part) => Issue[]} */
function rootIssues(ctx, part) {
  const types = typesOf(ctx, part);
  if (types.length > 0 && types.every((type) => type === 'object')) return [];
  const message =
    'A response is an object; lists and other values are not supported. Say type: object, and put the value into a property.';
  return [{ message, location: part.location }];
}

/** @type {(ctx: Context, part: Part) => Issue[]} */
function writeOnlyIssues(ctx, part) {
  return schemasUnder(ctx, part)
    .filter(({ node }) => node.writeOnly === true)
    .map(({ location }) => ({
      message:
        'writeOnly is not supported in responses. Leave the property out of the schema of the response.',
      location: location.child('writeOnly').key(),
    }));
}

/** @type {(header: any, ctx: Context) => Issue[]} */
function headerIssues(header, ctx) {
  const { location } = ctx;
  if (header.content !== undefined)
    return [
      {
        message: 'A header with content is not supported. Use schema.',
        location: location.child('content').key(),
      },
    ];
  if (header.schema === undefined) return [];
  const part = { node: header.schema, location: location.child('schema') };
  const types = typesOf(ctx, part);
  if (types.length === 1 && ['string', 'integer', 'number'].includes(types[0] ?? '')) return [];
  return [{ message: 'A header needs one type. Use string, integer or number.', location: part.location }];
}
