// @ts-check
/**
 * A response component is used for one status only. With two, Dredd gives both responses the same name, and Prism
 * sends the wrong body.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const responseComponentSingleStatus = () => {
  /** @type {Map<string, string>} */
  const statusOf = new Map();
  return {
    Responses(responses, { location, report, resolve }) {
      for (const [status, response] of Object.entries(responses)) {
        if (!('$ref' in response)) continue;
        const target = resolve(response).location;
        if (!target) continue;
        const first = statusOf.get(target.absolutePointer) ?? status;
        statusOf.set(target.absolutePointer, first);
        if (first === status) continue;
        report({
          message: `${response.$ref} is already the response of ${first}. Add another component for ${status}.`,
          location: location.child(status),
        });
      }
    },
  };
};
