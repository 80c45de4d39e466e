// @ts-check
/**
 * A response component stands under one status only: Dredd gives one that stands under two the same
 * name twice and Prism then answers the wrong body.
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
          message: `${response.$ref} is the response of ${first} already. Give ${status} a component of its own.`,
          location: location.child(status),
        });
      }
    },
  };
};
