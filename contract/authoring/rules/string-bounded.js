// @ts-check
/**
 * Every value is bounded, so that requests and responses cannot have any size: strings by maxLength, arrays by
 * maxItems, numbers by minimum and maximum.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const stringBounded = () => ({
  Schema(node, { location, report }) {
    const schema = /** @type {Record<string, unknown>} */ (node);
    // The size of bytes is not the length of a string. x-max-bytes bounds it.
    if (schema.enum !== undefined || schema.const !== undefined || schema.format === 'binary') return;
    const types = [schema.type].flat();
    for (const [type, bounds] of Object.entries(boundsOf(schema))) {
      if (!types.includes(type)) continue;
      const missing = bounds.filter((names) => names.every((name) => schema[name] === undefined));
      if (missing.length === 0) continue;
      report({
        message: `This ${type} has no bound. Add ${missing.map(([name]) => name).join(' and ')}.`,
        location: location.child('type'),
      });
    }
  },
});

/**
 * For each type: the bounds that it needs, each with the keywords that give it.
 * @param {Record<string, unknown>} schema
 * @returns {Record<string, string[][]>}
 */
function boundsOf(schema) {
  const range = [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ];
  return {
    string: schema.format === 'date-time' ? [] : [['maxLength']],
    array: [['maxItems']],
    number: range,
    integer: range,
  };
}
