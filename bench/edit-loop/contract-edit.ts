import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { routes } from '../../generated/operations.ts';

export interface Edit {
  readonly save: () => Promise<void>;
  readonly isInTypes: () => Promise<boolean>;
  /** By the name of the server. */
  readonly isServed: Readonly<Record<string, () => Promise<boolean>>>;
}

const anchor = '  parameters:\n';

/**
 * Each edit gives one operation an optional query parameter of another name. That shows in the types, and
 * mock and server, which refuse parameters that the contract does not know, begin to accept it.
 */
export async function createEditor(
  root: string,
  origins: { mock: string; server: string },
): Promise<() => Edit> {
  const source = join(root, 'openapi/paths/categories_{layer}.yaml');
  const types = join(root, 'generated/api.ts');
  const before = await readFile(source, 'utf8');
  if (!before.includes(anchor)) throw new Error(`${source} has no parameters to add one to`);

  let edits = 0;
  return () => {
    edits += 1;
    const name = `edit${edits}`;
    const schema = 'schema: {type: string, maxLength: 9}';
    const parameter = `    - {name: ${name}, in: query, description: An edit, example: x, ${schema}}\n`;
    const query = `${routes.listCategories.path.replace('{layer}', 'S')}?${name}=x`;
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
