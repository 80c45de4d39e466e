// @ts-check
import { members } from './follow.js';

/**
 * @typedef {import('./follow.js').Context} Context
 * @typedef {import('./follow.js').Part} Part
 */

const methods = /** @type {const} */ (['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/**
 * An operation declares every status that the server can send before or around its handler. Clients must expect it,
 * and an undeclared status is not tested.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const statusesComplete = () => ({
  PathItem(item, ctx) {
    const pathItem = { node: item, location: ctx.location };
    for (const method of methods) {
      const operation = { node: item[method], location: ctx.location.child(method) };
      if (operation.node === undefined) continue;
      for (const [status, reason] of needed(ctx, pathItem, operation, method)) {
        if (status in operation.node.responses) continue;
        ctx.report({
          message: `The operation does not declare ${status}. ${reason} Add it.`,
          location: operation.location.child('responses').key(),
        });
      }
    }
  },
});

/** @type {(ctx: Context, item: Part, operation: Part, method: string) => Map<string, string>} */
function needed(ctx, item, operation, method) {
  const statuses = new Map([
    ['429', 'Every client has a rate limit.'],
    ['500', 'Every handler can fail.'],
    ['503', 'A server may have no release to serve.'],
  ]);
  const parameters = [...members(ctx, item, 'parameters'), ...members(ctx, operation, 'parameters')];
  if (parameters.some(([, { node }]) => node.in === 'path' || node.in === 'query'))
    statuses.set('400', 'Its parameters can be malformed.');
  if (operation.node.requestBody) {
    statuses.set('400', 'Its body can be malformed.');
    statuses.set('413', 'Its body can be too large.');
    statuses.set('415', 'Its body can have another media type.');
  }
  if (members(ctx, operation, 'security').length > 0) {
    statuses.set('401', 'Its client can send no valid token.');
    statuses.set('403', 'Its token can lack the scope.');
  }
  const success = members(ctx, operation, 'responses').find(([status]) => status === '200')?.[1];
  if (method === 'get' && success?.node.headers?.ETag)
    statuses.set('304', 'A client can send its ETag back.');
  return statuses;
}
