// @ts-check
import { members } from './follow.js';
import { kindOf, mediaTypeIssues } from './media-types.js';
import { typesOf } from './schema-parts.js';

/**
 * @typedef {import('@redocly/openapi-core').UserContext} Context
 * @typedef {import('./follow.js').Part} Part
 * @typedef {{ message: string, location: import('./follow.js').Location }} Issue
 */

const success = /^20[0124]$/;
const supported = /^(?:20[0124]|304|[45]\d\d|[45]XX|default)$/;
// The server sends these itself, and always as a problem.
const sentByServer = /^(?:400|401|403|413|415|429|500|4XX|5XX|default)$/;
const problem = 'application/problem+json';

/**
 * A success is a single status. Every error is one JSON object, so that clients read all errors alike.
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
  };
};

/** @type {(operation: Part) => Issue[]} */
function statusIssues({ node, location }) {
  const statuses = Object.keys(node.responses ?? {});
  const responses = location.child('responses');
  const unsupported = statuses.filter((status) => !supported.test(status) && !status.startsWith('x-'));
  const issues = unsupported.map((status) => ({
    message: `The status ${status} is not supported. Use 200, 201, 202, 204, 304, single statuses from 400 on, 4XX, 5XX and default.`,
    location: responses.child(status).key(),
  }));
  if (statuses.some((status) => success.test(status))) return issues;
  return [
    ...issues,
    { message: 'The operation has no success. Add 200, 201, 202 or 204.', location: responses.key() },
  ];
}

/** @type {(ctx: Context, status: string, response: Part) => Issue[]} */
function contentIssues(ctx, status, { node, location }) {
  if (!supported.test(status)) return [];
  const contents = Object.entries(node.content ?? {});
  const content = location.child('content');
  if (status === '204' || status === '304')
    return contents.length > 0
      ? [{ message: `${status} has no body. Remove content.`, location: content.key() }]
      : [];
  if (success.test(status))
    return contents.flatMap(([type, media]) =>
      successIssues(ctx, type, { node: media, location: content.child(type) }),
    );
  const [first, ...others] = contents;
  if (!first)
    return [
      { message: `A ${status} without content is not supported. Add ${problem}.`, location: location.key() },
    ];
  if (others.length > 0)
    return [{ message: 'An error has exactly one media type. Keep one.', location: content.key() }];
  return errorIssues(ctx, status, first[0], { node: first[1], location: content.child(first[0]) });
}

/** @type {(ctx: Context, type: string, media: Part) => Issue[]} */
function successIssues(ctx, type, media) {
  if (type === problem || ['form', 'multipart'].includes(kindOf(type)))
    return [
      {
        message: `The media type ${type} is not supported for a success. Use application/json.`,
        location: media.location.key(),
      },
    ];
  const issues = mediaTypeIssues(ctx, type, media);
  if (issues.length > 0 || kindOf(type) !== 'json') return issues;
  const schema = { node: media.node.schema, location: media.location.child('schema') };
  return typesOf(ctx, schema).length > 0
    ? []
    : [{ message: 'The schema of the response does not say a type. Add type.', location: schema.location }];
}

/** @type {(ctx: Context, status: string, type: string, media: Part) => Issue[]} */
function errorIssues(ctx, status, type, { node, location }) {
  const allowed = sentByServer.test(status) ? [problem] : [problem, 'application/json'];
  if (!allowed.includes(type)) {
    const message = `The media type ${type} is not supported for ${status}. Use ${problem}.`;
    return [{ message, location: location.key() }];
  }
  if (node.schema === undefined)
    return [{ message: 'The response has no schema. Add one.', location: location.key() }];
  const part = { node: node.schema, location: location.child('schema') };
  const types = typesOf(ctx, part);
  if (types.length === 0 || types.some((each) => each !== 'object'))
    return [{ message: 'An error is an object. Say type: object.', location: part.location }];
  if (/^\d/.test(status) && !status.endsWith('XX')) return [];
  return members(ctx, { node, location }, 'examples')
    .filter(([, example]) => !statusFits(status, example.node.value?.status))
    .map(([name, example]) => ({
      message: `Example ${name} does not say a status of ${status}. Add the member status, from 400 on.`,
      location: example.location,
    }));
}

/** @type {(range: string, status: unknown) => boolean} */
function statusFits(range, status) {
  if (typeof status !== 'number' || status < 400) return false;
  return range === 'default' || String(status)[0] === range[0];
}
