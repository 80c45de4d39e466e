// @ts-check
import { members } from './follow.js';

/**
 * The member `status` of an example problem equals the HTTP status of its response.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const exampleStatusMatches = () => {
  /** @type {Set<string>} a shared response is visited once for each operation, and reported once */
  const reported = new Set();
  return {
    Operation(node, ctx) {
      const operation = { node, location: ctx.location };
      for (const [status, response] of members(ctx, operation, 'responses')) {
        // supported-responses checks those of 4XX, 5XX and default.
        if (!/^\d{3}$/.test(status)) continue;
        for (const { node, location } of problemExamples(ctx, response)) {
          if (!Number.isInteger(node?.status) || String(node.status) === status) continue;
          if (reported.has(location.absolutePointer)) continue;
          reported.add(location.absolutePointer);
          ctx.report({
            message: `The example has status ${node.status}, but its response is ${status}. Make them equal.`,
            location: location.child('status'),
          });
        }
      }
    },
  };
};

/** @param {import('./follow.js').Context} ctx @param {import('./follow.js').Part} response */
function problemExamples(ctx, response) {
  return members(ctx, response, 'content').flatMap(([mediaType, media]) => {
    if (mediaType !== 'application/problem+json') return [];
    const single = { node: media.node.example, location: media.location.child('example') };
    const named = members(ctx, media, 'examples').map(([, example]) => ({
      node: example.node.value,
      location: example.location.child('value'),
    }));
    return [single, ...named];
  });
}
