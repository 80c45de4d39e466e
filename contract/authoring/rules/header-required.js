// @ts-check
import { members } from './follow.js';

/**
 * A response header is required: otherwise no check would notice that it is missing. Only components whose name ends
 * with IfCounted are optional.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const headerRequired = () => ({
  Response(response, ctx) {
    for (const [name, { node }] of members(ctx, { node: response, location: ctx.location }, 'headers')) {
      if (node.required === true || isIfCounted(response.headers?.[name])) continue;
      ctx.report({
        message: `Header ${name} may be missing. Add required: true.`,
        location: ctx.location.child(['headers', name]).key(),
      });
    }
  },
});

/** @param {object | undefined} header */
const isIfCounted = (header = {}) => '$ref' in header && /IfCounted(\.yaml)?$/.test(String(header.$ref));
