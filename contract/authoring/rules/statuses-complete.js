// @ts-check
import { members } from './follow.js';

/**
 * @typedef {import('./follow.js').Context} Context
 * @typedef {import('./follow.js').Part} Part
 */

const methods = /** @type {const} */ (['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/**
 * An operation declares every status that the server can send before or around its handler. Clients must expect it,
 * and an undeclared status is not tested. It declares 503 where its handler needs a release. A rule cannot see that.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const statusesComplete = () => {
  /** @type {readonly object[]} for operations without security of their own */
  let rootSecurity = [];
  return {
    Root({ security = [] }) {
      rootSecurity = security;
    },
    PathItem(item, ctx) {
      for (const method of methods) {
        const operation = { node: item[method], location: ctx.location.child(method) };
        if (operation.node === undefined) continue;
        const { security = rootSecurity } = operation.node;
        if (isUnlimited(operation.node) && declares(operation.node.responses, '429')) {
          const message = 'The operation declares 429, which it never gets: it has x-unlimited. Remove one.';
          ctx.report({ message, location: operation.location.child('responses').key() });
        }
        for (const [status, reason] of needed(ctx, operation, method, security)) {
          if (declares(operation.node.responses, status)) continue;
          ctx.report({
            message: `The operation does not declare ${status}. ${reason} Add it.`,
            location: operation.location.child('responses').key(),
          });
        }
      }
    },
  };
};

/** @type {(operation: object) => boolean} */
const isUnlimited = (operation) => 'x-unlimited' in operation && operation['x-unlimited'] === true;

// They have headers that no other status has: WWW-Authenticate and Retry-After.
const alone = ['401', '403', '429'];

/** A range or default declares it, too. @type {(responses: object, status: string) => boolean} */
function declares(responses, status) {
  if (status in responses) return true;
  if (Number(status) < 400 || alone.includes(status)) return false;
  return `${status[0]}XX` in responses || 'default' in responses;
}

/** @type {(ctx: Context, operation: Part, method: string, security: readonly object[]) => Map<string, string>} */
function needed(ctx, operation, method, security) {
  const statuses = new Map([
    ['400', 'A request can have an unknown query parameter.'],
    ['500', 'Every handler can fail.'],
  ]);
  if (!isUnlimited(operation.node)) statuses.set('429', 'Every client has a rate limit.');
  if (operation.node.requestBody) {
    statuses.set('413', 'Its body can be too large.');
    statuses.set('415', 'Its body can have another media type.');
  }
  if (security.some((requirement) => Object.keys(requirement).length > 0)) {
    statuses.set('401', 'Its client can send no valid token.');
    statuses.set('403', 'Its token can lack the scope.');
  }
  const success = members(ctx, operation, 'responses').find(([status]) => status === '200')?.[1];
  if (method === 'get' && success?.node.headers?.ETag) {
    statuses.set('304', 'A client can send its ETag back.');
    statuses.set('412', 'A client can send another ETag in If-Match.');
  }
  return statuses;
}
