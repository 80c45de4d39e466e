import { rmSync } from 'node:fs';
import { cp, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../lib/project.ts';

const leftOut = [join(projectRoot, '.git'), join(projectRoot, 'node_modules')];

/** A copy of the project to make edits in; it is removed when this process ends. */
export async function copyProject(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'bench-'));
  process.once('exit', () => rmSync(copy, { recursive: true, force: true, maxRetries: 3 }));
  await cp(projectRoot, copy, { recursive: true, filter: (source) => !leftOut.includes(source) });
  await symlink(join(projectRoot, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}
