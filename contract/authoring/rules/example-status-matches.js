// @ts-check
import { members } from './follow.js';

/**
 * The `status` inside an example problem is the HTTP status that the example stands under.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const exampleStatusMatches = () => {
  /** @type {Set<string>} a shared response is met once for every operation, and reported once */
  const reported = new Set();
  return {
    Operation(operation, ctx) {
      const here = { node: operation, location: ctx.location };
      for (const [status, response] of members(ctx, here, 'responses')) {
        for (const { node, location } of problemExamples(ctx, response)) {
          if (!Number.isInteger(node?.status) || String(node.status) === status) continue;
          if (reported.has(location.absolutePointer)) continue;
          reported.add(location.absolutePointer);
          ctx.report({
            message: `The example says status ${node.status} and stands under ${status}. Make them one.`,
            location: location.child('status'),
          });
        }
      }
    },
  };
};

/** @param {import('./follow.js').Context} ctx @param {import('./follow.js').Place} response */
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
