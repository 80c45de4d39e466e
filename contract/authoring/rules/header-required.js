// @ts-check
import { members } from './follow.js';

/** The server sends these with every response, and the contract tests expect them. */
const everywhere = ['Cache-Control', 'X-Request-Id'];

/**
 * A response header is required: otherwise no check would notice that it is missing. Only components whose name ends
 * with IfCounted are optional.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const headerRequired = () => ({
  Response(response, ctx) {
    const headers = members(ctx, { node: response, location: ctx.location }, 'headers');
    for (const missing of everywhere.filter((name) => !headers.some(([given]) => same(given, name)))) {
      ctx.report({
        message: `Header ${missing} is missing. Every response has it.`,
        location: ctx.location.key(),
      });
    }
    for (const [name, { node }] of headers) {
      if (node.required === true || isIfCounted(response.headers?.[name])) continue;
      ctx.report({
        message: `Header ${name} may be missing. Add required: true.`,
        location: ctx.location.child(['headers', name]).key(),
      });
    }
  },
});

/** @param {string} one @param {string} other */
const same = (one, other) => one.toLowerCase() === other.toLowerCase();

/** @param {object | undefined} header */
const isIfCounted = (header = {}) => '$ref' in header && /IfCounted(\.yaml)?$/.test(String(header.$ref));
