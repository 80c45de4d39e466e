import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTemporaryFolder } from './temporary-folder.ts';

/** The root of the repository: scripts work from any current folder. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

const notCopied = ['.git', 'node_modules', 'dist', 'dist-packages', '.data', '.tiers'].map((name) =>
  join(projectRoot, name),
);

/** Copies the project into a folder where it can be edited; returns the folder, removed when this process exits. */
export async function copyProject(): Promise<string> {
  const copy = createTemporaryFolder();
  await cp(projectRoot, copy, { recursive: true, filter: (source) => !notCopied.includes(source) });
  await symlink(join(projectRoot, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}
