// @ts-check
const dialects = [
  'https://json-schema.org/draft/2020-12/schema',
  'https://spec.openapis.org/oas/3.1/dialect/base',
];

const identifier = /^[A-Za-z][\w.-]*$/;
// Every object in JavaScript has the first ones. An object with the last one cannot be awaited.
const reserved = new RegExp(`^(?:${Object.getOwnPropertyNames(Object.prototype).join('|')}|then)$`);

/**
 * Parts of OpenAPI that nothing here reads. They would be documented, and neither served nor tested.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedDocument = () => ({
  Root(root, { location, report }) {
    if (!/^3\.1\.\d+$/.test(String(root.openapi)))
      report({
        message: 'This version of OpenAPI is not supported. Use 3.1.0.',
        location: location.child('openapi'),
      });
    if ('webhooks' in root)
      report({
        message: 'Webhooks are not supported. Remove them, or let callers ask an operation.',
        location: location.child('webhooks').key(),
      });
    const dialect = 'jsonSchemaDialect' in root ? String(root.jsonSchemaDialect) : undefined;
    if (dialect !== undefined && !dialects.includes(dialect))
      report({
        message: 'This dialect of JSON Schema is not supported. Remove the line: schemas are 2020-12.',
        location: location.child('jsonSchemaDialect'),
      });
  },
  Operation(operation, { location, report }) {
    const { operationId } = operation;
    if (operationId !== undefined && (!identifier.test(operationId) || reserved.test(operationId)))
      report({
        message: `The operationId ${operationId} is not supported: it names a method of the client. Begin with a letter, then use letters, digits, - . and _ only.`,
        location: location.child('operationId'),
      });
    if (operation.callbacks === undefined) return;
    report({
      message: 'Callbacks are not supported. Remove them, or let callers ask an operation.',
      location: location.child('callbacks').key(),
    });
  },
  Example(example, { location, report }) {
    if (example.externalValue === undefined) return;
    report({
      message: 'externalValue is not supported, and never fetched. Use value.',
      location: location.child('externalValue').key(),
    });
  },
});
