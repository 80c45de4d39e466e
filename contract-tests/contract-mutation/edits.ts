import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContractEdit } from './model.ts';
import { operationEdits } from './operation-edits.ts';
import { schemaEdits } from './schema-edits.ts';

/**
 * Edits that an author may make to the contract. Each is valid alone, but other files no longer fit to it. An added
 * optional response member is not among them, because nothing else has to change and nothing should refuse it.
 */
export const contractEdits: readonly ContractEdit[] = [...schemaEdits, ...operationEdits];

/**
 * Makes the edit, runs `use`, and undoes the edit.
 *
 * @param root a folder with a copy of openapi/
 * @throws Error when the edit does not fit the file or changes nothing
 */
export async function whileEdited<T>(root: string, edit: ContractEdit, use: () => Promise<T>): Promise<T> {
  const path = join(root, 'openapi', edit.file);
  const before = await readFile(path, 'utf8');
  await writeFile(path, edited(before, edit));
  try {
    return await use();
  } finally {
    await writeFile(path, before);
  }
}

function edited(text: string, { kind, file, from, to }: ContractEdit): string {
  const times = text.split(from).length - 1;
  if (times !== 1) throw new Error(`${kind}: ${file} must contain this once, not ${times} times:\n${from}`);
  if (from === to) throw new Error(`${kind}: the edit of ${file} changes nothing`);
  return text.replace(from, () => to);
}
