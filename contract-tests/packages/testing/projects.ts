/** Projects of others: empty folders into which the packages are installed from their tarballs. */
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { fetchPackages } from '../../../lib/fetch-packages.ts';
import { neutralEnvironment } from '../../../lib/process.ts';
import { projectRoot } from '../../../lib/project.ts';
import { createTemporaryFolder } from '../../../lib/temporary-folder.ts';

const { devDependencies: ours } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
const libraries = ['react', 'react-dom', '@types/react', '@types/react-dom', '@types/node', 'msw'];

/** What a front end has beside our packages. */
const frontEnd = [
  ...libraries.map((name) => `${name}@${ours[name]}`),
  'vite@8.3.8',
  '@vitejs/plugin-react@6.3.0',
];

/** Makes both packages. @returns their tarballs, by name */
export async function packAll(): Promise<Record<'taxonomy-client' | 'taxonomy-mock', string>> {
  const folder = createTemporaryFolder();
  await run(projectRoot, process.execPath, '--import', 'tsx', 'scripts/pack.ts', '--out', folder);
  const files = readdirSync(folder);
  const find = (name: string) => join(folder, files.find((file) => file.startsWith(name)) ?? '');
  return { 'taxonomy-client': find('taxonomy-client'), 'taxonomy-mock': find('taxonomy-mock') };
}

/** A folder with nothing but these packages and what they depend on. */
export async function installAlone(tarballs: readonly string[]): Promise<string> {
  const folder = createTemporaryFolder();
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  await install(folder, tarballs);
  return folder;
}

/** A folder with React, MSW and Vite, too. They are fetched once. */
export async function installInFrontEnd(tarballs: readonly string[]): Promise<string> {
  const folder = createTemporaryFolder();
  await cp(await fetchPackages(frontEnd), folder, { recursive: true, verbatimSymlinks: true });
  await install(folder, tarballs);
  return folder;
}

async function install(folder: string, tarballs: readonly string[]): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel', 'error'];
  await run(folder, 'npm', 'install', ...quiet, ...tarballs);
}

export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** @returns what it prints. @throws with its output when it does not exit with 0 */
export async function run(cwd: string, command: string, ...args: string[]): Promise<string> {
  // npm may need these certificates to reach the registry.
  const { NODE_EXTRA_CA_CERTS } = process.env;
  const env = { ...neutralEnvironment(), NODE_EXTRA_CA_CERTS, NO_COLOR: '1' };
  const { failed, exitCode, all, stdout } = await execa(command, args, {
    cwd,
    env,
    extendEnv: false,
    reject: false,
    all: true,
  });
  if (failed) throw new Error(`${[command, ...args].join(' ')} ended with ${exitCode}:\n${all}`);
  return stdout;
}
