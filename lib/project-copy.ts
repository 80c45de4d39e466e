import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from './project.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

const leftOut = ['.git', 'node_modules', 'dist'].map((name) => join(projectRoot, name));

/** A copy of the project to make edits in; it is removed when this process ends. */
export async function copyProject(): Promise<string> {
  const copy = createTemporaryFolder();
  await cp(projectRoot, copy, { recursive: true, filter: (source) => !leftOut.includes(source) });
  await symlink(join(projectRoot, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}
