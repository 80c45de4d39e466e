import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { projectRoot } from './project.ts';
import { Unreachable } from './reach.ts';

/**
 * Fetches packages into a folder of their own, once. Their scripts do not run.
 *
 * @param packages `name@version`; empty for the packages of the project
 * @param options of npm: `--omit=peer` when peers are to be those of the project
 * @returns the folder that holds `node_modules`
 * @throws Unreachable when npm cannot fetch them
 */
export async function fetchPackages(
  packages: readonly string[],
  options: readonly string[] = [],
): Promise<string> {
  if (packages.length === 0) return projectRoot;
  const id = createHash('sha256')
    .update([...packages, ...options].join(' '))
    .digest('hex')
    .slice(0, 16);
  const folder = join(projectRoot, 'node_modules/.cache/packages', id);
  if (existsSync(folder)) return folder;
  // Complete once it has its name: an interrupted installation is not used.
  const incomplete = `${folder}.${process.pid}`;
  await mkdir(incomplete, { recursive: true });
  await writeFile(join(incomplete, 'package.json'), '{ "private": true, "type": "module" }\n');
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'];
  const { failed, stderr } = await execa('npm', ['install', ...quiet, ...options, ...packages], {
    cwd: incomplete,
    reject: false,
  });
  if (failed) {
    await rm(incomplete, { recursive: true, force: true });
    throw new Unreachable(`npm cannot fetch ${packages.join(' ')}: ${stderr.split('\n', 1)[0]}`);
  }
  await rename(incomplete, folder);
  return folder;
}
