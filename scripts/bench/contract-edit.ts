import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The operation that is edited; it refuses query parameters that the contract does not know. */
export const editedPath = '/api/taxonomy/categories/S';

const parameters = '  parameters:\n';

/** Returns what saves one edit: an optional query parameter of that name, instead of the one before. */
export async function createEditor(root: string): Promise<(parameter: string) => Promise<void>> {
  const file = join(root, 'openapi/paths/categories_{layer}.yaml');
  const source = await readFile(file, 'utf8');
  if (!source.includes(parameters)) throw new Error(`${file} has no parameters to add one to`);
  return (name) => {
    const schema = 'schema: {type: string, maxLength: 9}';
    const added = `    - {name: ${name}, in: query, description: Added, example: x, ${schema}}\n`;
    return writeFile(file, source.replace(parameters, parameters + added));
  };
}
