import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { projectRoot } from '../project.ts';
import type { Built, Tarball } from './model.ts';
import { noticesOf } from './notices.ts';

/**
 * Makes a tarball of a folder in which a package was built. The package.json of the workspace says where the sources
 * are, and is private, so that nothing but this tarball can be published.
 *
 * @param files further ones, by name. Those that are no code are exported under their names
 */
export async function pack(
  workspace: string,
  stage: string,
  { inputs, manifest }: Built,
  files: Readonly<Record<string, string>>,
  destination: string,
): Promise<Tarball> {
  const texts = { ...files, 'NOTICES.txt': noticesOf(inputs) };
  for (const [name, text] of Object.entries(texts)) {
    await mkdir(dirname(join(stage, name)), { recursive: true });
    await writeFile(join(stage, name), text);
  }
  const { private: _, ...source } = JSON.parse(await readFile(join(workspace, 'package.json'), 'utf8'));
  const exported = Object.keys(files).map((name) => [`./${name}`, `./${name}`]);
  const exports = manifest.exports && {
    exports: { ...manifest.exports, ...Object.fromEntries(exported), './package.json': './package.json' },
  };
  const published = { ...source, ...manifest, ...exports, files: ['dist', ...Object.keys(texts)] };
  await writeFile(join(stage, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
  await copyFile(join(workspace, 'README.md'), join(stage, 'README.md'));
  await copyFile(join(projectRoot, 'LICENSE'), join(stage, 'LICENSE'));
  await mkdir(destination, { recursive: true });
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', destination];
  const { stdout } = await execa('npm', args, { cwd: stage });
  const [{ filename, size }] = JSON.parse(stdout);
  return { file: join(destination, filename), bytes: size };
}
