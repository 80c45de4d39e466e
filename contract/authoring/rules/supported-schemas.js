// @ts-check
import { Ajv2020 } from 'ajv/dist/2020.js';
import { formats } from '../../formats.js';

/** @typedef {import('./follow.js').Location} Location */

/** Keywords that validators here ignore or read differently. */
const unsupported = /** @type {Record<string, string>} */ ({
  xml: 'Remove it: bodies are JSON.',
  $id: 'Refer to the file of the component.',
  $schema: 'Remove it: schemas are 2020-12.',
  $anchor: 'Refer to the file of the component.',
  $dynamicRef: 'Use $ref.',
  $dynamicAnchor: 'Use $ref.',
  nullable: "Use type: [string, 'null'].",
});

// contract/views.ts gives these names to what a component is in requests and in responses.
const taken = /\.(?:request|response)\.yaml$/;

/**
 * Every validator must read a schema alike. So a schema is refused when the strict one cannot compile it: it would fail
 * at the first request, or be ignored.
 * @type {import('@redocly/openapi-core').Oas3Rule}
 */
export const supportedSchemas = () => {
  /** @type {Set<unknown>} schemas that were compiled as part of another one */
  const compiled = new Set();
  /** @type {(schema: object, ctx: import('@redocly/openapi-core').UserContext) => void} */
  const check = (schema, { location, report }) => {
    const keywords = Object.keys(unsupported).filter((keyword) => keyword in schema);
    for (const keyword of keywords) {
      report({
        message: `The keyword ${keyword} is not supported. ${unsupported[keyword]}`,
        location: location.child(keyword).key(),
      });
    }
    const { properties = {} } = /** @type {{ properties?: object }} */ (schema);
    for (const name of Object.keys(properties).filter((name) => name in {} || name === '$ref')) {
      const reason = name in {} ? 'every object in JavaScript has one' : 'tools take it for a reference';
      report({
        message: `A property called ${name} is not supported: ${reason}. Choose another name.`,
        location: location.child(['properties', name]).key(),
      });
    }
    if (location.pointer === '#/' && taken.test(location.source.absoluteRef))
      report({
        message:
          'The name of this file is not supported: it is made of the name of another. Write it without the dot.',
        location,
      });
    if (compiled.has(schema)) return;
    for (const part of objectsIn(schema)) compiled.add(part);
    const error = compileError(schema);
    if (error !== undefined)
      report({ message: `${error}. ${remedyFor(error)}`, location: placeOf(error, location) });
  };
  return {
    Schema: check,
    // Redocly shows the target of a reference as the schema. The siblings of $ref are visible here only.
    ref(node, ctx) {
      if (ctx.type.name === 'Schema') check(node, ctx);
    },
  };
};

/**
 * @param {unknown} value
 * @returns {object[]}
 */
function objectsIn(value) {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

/** @type {Map<string, string | undefined>} by the text of the schema: a save changes few of them */
const errors = new Map();

/** @param {unknown} schema */
function compileError(schema) {
  const text = JSON.stringify(schema, (_, value) => withoutReference(value));
  if (!errors.has(text)) errors.set(text, tryToCompile(text));
  return errors.get(text);
}

/** What a reference refers to is compiled on its own. @param {any} value */
function withoutReference(value) {
  if (typeof value?.$ref !== 'string') return value;
  const { $ref: _, ...siblings } = value;
  return siblings;
}

// As strict as contract/schemas.ts, with which a test compares it.
const ajv = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  validateSchema: false,
  addUsedSchema: false,
  code: { optimize: false },
  formats,
});
// xml and $anchor are reported above, with a better message.
ajv.addVocabulary(['discriminator', 'example', 'externalDocs', 'xml', '$anchor']);

/** @type {Set<string>} keywords that this Ajv knows already */
const extensions = new Set();

/** @param {string} text */
function tryToCompile(text) {
  const schema = JSON.parse(text);
  try {
    for (const [extension] of text.matchAll(/(?<=")x-[^"]+(?=":)/g)) {
      if (!extensions.has(extension)) ajv.addKeyword(extension);
      extensions.add(extension);
    }
    ajv.compile(schema);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    ajv.removeSchema(schema);
  }
}

/** @param {string} error */
function remedyFor(error) {
  const [, type] = /missing type "(\w+)"/.exec(error) ?? [];
  if (type !== undefined) return `Add type: ${type} beside it.`;
  if (error.includes('is not defined')) return 'Add the property to properties beside it.';
  if (error.includes('format')) return 'Use pattern, or add the format to contract/formats.js.';
  if (error.includes('invalid name')) return 'Use letters, digits, - and _ only.';
  if (error.includes('tuple')) return 'Add minItems, and items: false.';
  return 'Remove it, or write the schema in another way.';
}

/** @type {(error: string, location: Location) => Location} */
function placeOf(error, location) {
  const [, pointer = ''] = /at (?:path )?"[^"#]*#([^"]*)"/.exec(error) ?? [];
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.length > 0 ? location.child(names) : location;
}
