// @ts-check
/**
 * A parameter has either `example` or named `examples`, beside its schema. Dredd ignores examples in the schema, and
 * OpenAPI forbids both together.
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
        message: `Parameter ${parameter.name} has no example beside its schema. Add example, or examples for scenarios.`,
        location: location.child('name'),
      });
    }
  },
});
