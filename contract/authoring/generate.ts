import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../lib/project.ts';
import { buildArtifacts } from './artifacts.ts';
import { ContractError } from './bundle.ts';

/**
 * Brings generated/ under `root` up to date and returns the names of the files that changed.
 * @throws ContractError when the contract is broken; generated/ is then unchanged
 */
export async function generate(root: string): Promise<string[]> {
  const artifacts = await buildArtifacts(root);
  await mkdir(join(root, 'generated'), { recursive: true });
  const changed: string[] = [];
  for (const [name, text] of artifacts) {
    if (await writeWhenDifferent(join(root, 'generated', name), text)) changed.push(`generated/${name}`);
  }
  return changed;
}

/** If the contract is broken, prints why and exits 1. */
export async function generateOrExit(root = projectRoot): Promise<void> {
  try {
    await generate(root);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

// A rename is atomic: a process that watches or imports the file never reads half of it.
export async function writeWhenDifferent(file: string, text: string): Promise<boolean> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return false;
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, file);
  return true;
}
