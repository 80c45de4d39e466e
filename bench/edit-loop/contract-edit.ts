import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expandPath } from '../../contract/paths.ts';
import { routes } from '../../generated/operations.ts';

export interface Edit {
  readonly save: () => Promise<void>;
  readonly isInTypes: () => Promise<boolean>;
  /** Keyed by the name of the server. */
  readonly isServed: Readonly<Record<string, () => Promise<boolean>>>;
}

const anchor = '  parameters:\n';

/**
 * Returns a function that makes the next edit. Each edit gives one operation an optional query parameter with a
 * new name. The types then contain the name. Mock and server refuse unknown parameters, so they accept the name
 * as soon as they have the edit.
 */
export async function createEditor(
  root: string,
  origins: { mock: string; server: string },
): Promise<() => Edit> {
  const source = join(root, 'openapi/paths/categories_{layer}.yaml');
  const types = join(root, 'generated/api.ts');
  const before = await readFile(source, 'utf8');
  if (!before.includes(anchor)) throw new Error(`${source} has no list of parameters to add one to`);

  let edits = 0;
  return () => {
    edits += 1;
    const name = `edit${edits}`;
    const schema = 'schema: {type: string, maxLength: 9}';
    const parameter = `    - {name: ${name}, in: query, description: An edit, example: x, ${schema}}\n`;
    const query = `${expandPath(routes.listCategories.path, { layer: 'S' })}?${name}=x`;
    return {
      save: () => writeFile(source, before.replace(anchor, anchor + parameter)),
      isInTypes: async () => (await readFile(types, 'utf8')).includes(`${name}?:`),
      isServed: {
        mock: () => isAccepted(origins.mock + query),
        server: () => isAccepted(origins.server + query),
      },
    };
  };
}

async function isAccepted(url: string): Promise<boolean> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.ok;
}
