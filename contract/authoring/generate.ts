// The warm entry: scripts, benches and tests that generate more than once call this in one process.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildArtifacts } from './artifacts.ts';

/** Brings generated/ under `root` up to date and returns the names of the files that changed. */
export async function generate(root: string): Promise<string[]> {
  const artifacts = await buildArtifacts(root);
  await mkdir(join(root, 'generated'), { recursive: true });
  const changed: string[] = [];
  for (const [name, text] of artifacts) {
    if (await writeWhenDifferent(join(root, 'generated', name), text)) changed.push(`generated/${name}`);
  }
  return changed;
}

// A rename is atomic: whoever watches or imports the file never sees half of it.
async function writeWhenDifferent(file: string, text: string): Promise<boolean> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return false;
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, file);
  return true;
}
