/** The taxonomy command that a build contains: its rules are those of the build, not of the sources here. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { neutralEnvironment } from '../lib/process.ts';
import { createTemporaryFolder, removeFolder } from '../lib/temporary-folder.ts';
import type { Release } from '../taxonomy/tree.ts';
import type { Build } from './model.ts';

const timeoutMs = 60_000;

/** Publishes the current release with another name for one node. @returns the version @throws Error */
export async function publishSomething(build: Build, url: string, token: string): Promise<string> {
  return withFile(async (file) => {
    const release: Release = JSON.parse(await run(build, ['export', '--url', url]));
    const [layer, ...others] = release.layers;
    if (!layer) throw new Error('The release has no layer to rename.');
    const layers = [{ ...layer, name: `${layer.name.slice(0, 60)} (promotion)` }, ...others];
    writeFileSync(file, JSON.stringify({ ...release, layers }));
    const args = ['publish', file, '--url', url, '--json', '--note', 'The way back is tried.'];
    const { version } = JSON.parse(await run(build, args, { TAXONOMY_TOKEN: token }));
    return String(version);
  });
}

/** Whether the rules of the build allow the release that a service serves. @returns what they say when they do not */
export async function validateServed(build: Build, url: string): Promise<string | undefined> {
  return withFile(async (file) => {
    writeFileSync(file, await run(build, ['export', '--url', url]));
    const { exitCode, stderr } = await taxonomy(build, ['validate', file]);
    if (exitCode === 0) return undefined;
    if (exitCode === 1) return stderr.replaceAll(file, 'the release');
    throw new Error(stderr);
  });
}

async function run(build: Build, args: readonly string[], env = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await taxonomy(build, args, env);
  if (exitCode === 0) return stdout;
  throw new Error(stderr.trim() || `taxonomy ${args[0]} ended with exit code ${exitCode}.`);
}

function taxonomy({ folder }: Build, args: readonly string[], env = {}) {
  return execa(process.execPath, [join(folder, 'taxonomy.mjs'), ...args], {
    env: { ...neutralEnvironment(), ...env },
    extendEnv: false,
    reject: false,
    timeout: timeoutMs,
  });
}

async function withFile<Value>(use: (file: string) => Promise<Value>): Promise<Value> {
  const folder = createTemporaryFolder();
  try {
    return await use(join(folder, 'release.json'));
  } finally {
    removeFolder(folder);
  }
}
