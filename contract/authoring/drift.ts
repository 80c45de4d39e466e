import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildArtifacts } from './artifacts.ts';

/**
 * Compares generated/ on disk with what the sources give, in both directions. Returns one sentence for each file that
 * differs, with the command that repairs it. Git's index is not compared: CI checks a clean checkout, which is the same.
 * @throws ContractError when the contract is broken
 */
export async function findDrift(root: string): Promise<string[]> {
  const artifacts = await buildArtifacts(root);
  const folder = join(root, 'generated');
  const drift: string[] = [];
  for (const [name, text] of artifacts) {
    const present = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (present !== text) drift.push(`generated/${name} is not what openapi/ gives: npm run generate`);
  }
  const names = await readdir(folder).catch(() => []);
  const stray = names.filter((name) => !artifacts.has(name)).map((name) => `generated/${name}`);
  return [...drift, ...stray.map((file) => `${file} is not made from openapi/: rm ${file}`)];
}
