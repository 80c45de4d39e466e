import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A small edit of one source of the contract. */
export interface ContractEdit {
  /** What was done: `required response member made optional`. */
  readonly kind: string;
  /** Below openapi/. */
  readonly file: string;
  /** Text that the file has exactly once. */
  readonly from: string;
  readonly to: string;
}

/**
 * Does the edit for as long as `use` runs.
 *
 * @param root a folder that verify a copy of openapi/.
 * @throws where the edit changes nothing, or is not the one that was meant.
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
  if (times !== 1) throw new Error(`${kind}: ${file} has this ${times} times, not once:\n${from}`);
  if (from === to) throw new Error(`${kind}: the edit of ${file} changes nothing`);
  return text.replace(from, () => to);
}
