// @ts-check
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * A preprocessor, not a rule. It replaces `x-data: file.json#/pointer` in the value of an example by the value in that
 * file. So the bundled release is written only once, and the examples that show all of it cannot differ from it.
 * @type {import('@redocly/openapi-core').Oas3Preprocessor}
 */
export const exampleData = () => ({
  Example(example, { location, report }) {
    try {
      example.value = filled(example.value, dirname(location.source.absoluteRef));
    } catch (error) {
      report({
        message: String(error instanceof Error ? error.message : error),
        location: location.child('value'),
      });
    }
  },
});

/**
 * @param {unknown} value
 * @param {string} folder
 * @returns {unknown}
 */
function filled(value, folder) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => filled(item, folder));
  if ('x-data' in value) return read(String(value['x-data']), folder);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, filled(member, folder)]));
}

/**
 * @param {string} reference
 * @param {string} folder
 * @returns {unknown}
 */
function read(reference, folder) {
  const [file = '', pointer = ''] = reference.split('#');
  let value = JSON.parse(readFileSync(resolve(folder, file), 'utf8'));
  for (const token of pointer.split('/').slice(1)) value = value?.[token];
  if (value === undefined) throw new Error(`x-data: ${file} has no value at ${pointer}.`);
  return value;
}
