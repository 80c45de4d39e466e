// @ts-check
const unsupported = /** @type {const} */ (['put', 'patch', 'delete', 'options', 'head', 'trace']);

/**
 * Mock, server and contract tests read get and post only. Any other operation would be documented and never served.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedMethods = () => ({
  PathItem(item, { location, report }) {
    for (const method of unsupported) {
      if (item[method] === undefined) continue;
      report({
        message: `The method ${method} is not supported. ${insteadOf(method)}`,
        location: location.child(method).key(),
      });
    }
  },
});

/** @param {typeof unsupported[number]} method */
function insteadOf(method) {
  if (method === 'head') return 'Remove it: HEAD works wherever there is get.';
  if (method === 'options') return 'Remove it: the server answers OPTIONS itself.';
  return 'Use post.';
}
