// @ts-check
/**
 * A parameter carries `example` or named `examples` itself. Dredd does not look into the schema, and
 * OpenAPI forbids both at once.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const parameterOwnExample = () => ({
  Parameter(parameter, { location, report }) {
    const single = parameter.example !== undefined;
    const named = Object.keys(parameter.examples ?? {}).length > 0;
    if (single && named) {
      report({
        message: `Parameter ${parameter.name} has both example and examples. Keep one of them.`,
        location: location.child('example').key(),
      });
    }
    if (!single && !named) {
      report({
        message: `Parameter ${parameter.name} has no example of its own. Add example, or examples for scenarios.`,
        location: location.child('name'),
      });
    }
  },
});
