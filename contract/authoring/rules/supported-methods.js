// @ts-check
const unsupported = /** @type {const} */ ([
  ['head', 'HEAD works wherever there is get.'],
  ['options', 'The server answers OPTIONS itself.'],
  ['trace', 'It would show the headers of a request, credentials included.'],
]);

/**
 * The server answers these methods itself, or must not. An operation of that method would be documented and never
 * served.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedMethods = () => ({
  PathItem(item, { location, report }) {
    for (const [method, reason] of unsupported) {
      if (item[method] === undefined) continue;
      report({
        message: `The method ${method} is not supported. Remove it: ${reason}`,
        location: location.child(method).key(),
      });
    }
  },
});
