/** Builds in folders: what identifies one, and whether its bytes are those of its manifest. */

import { cpSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readContract } from '../contract/bundle-file.ts';
import type { Contract } from '../contract/model.ts';
import { manifestName, readManifest } from '../server/build/read-build.ts';
import { digestsOf } from '../server/build/write-manifest.ts';
import type { Build, BuildName } from './model.ts';

/** @throws Error when the folder holds no build */
export function openBuild(folder: string): Build {
  const found = readManifest(join(folder, manifestName));
  if (!found) throw new Error(`${folder} holds no build: ${manifestName} is missing. Run npm run build.`);
  const { manifest, build } = found;
  return { ...build, folder, manifest, contract: manifest.contract.version };
}

/** The build without its folder. */
export function nameOf({ id, commit, contract }: BuildName): BuildName {
  return { id, contract, ...(commit !== undefined && { commit }) };
}

export function contractOf({ folder }: Build): Contract {
  return readContract(join(folder, 'generated/openapi.yaml'));
}

/** Files that differ from the manifest, one line each; empty for a build that is whole. */
export function differencesOf({ folder, manifest }: Build): string[] {
  const actual = digestsOf(folder);
  const paths = [...new Set([...Object.keys(manifest.files), ...Object.keys(actual)])].sort();
  return paths.flatMap((path) => {
    const [expected, found] = [manifest.files[path], actual[path]];
    if (expected === found) return [];
    if (found === undefined) return [`${path} is missing`];
    return [expected === undefined ? `${path} is not in the manifest` : `${path} was changed`];
  });
}

/** Where a tier keeps a build. */
export function buildFolder(tierFolder: string, id: string): string {
  return join(tierFolder, 'builds', id.slice(0, 16));
}

/** Copies the bytes of a build to a tier. @throws Error when the copy differs from its manifest */
export function copyBuild(build: Build, tierFolder: string): Build {
  const folder = buildFolder(tierFolder, build.id);
  if (!existsSync(folder)) {
    const next = `${folder}.next`;
    rmSync(next, { recursive: true, force: true });
    cpSync(build.folder, next, { recursive: true });
    renameSync(next, folder);
  }
  const copy = openBuild(folder);
  const [difference] =
    copy.id === build.id ? differencesOf(copy) : [`it is the build ${copy.id.slice(0, 12)}`];
  if (difference === undefined) return copy;
  throw new Error(`The copy of the build in ${folder} is damaged: ${difference}. Delete that folder.`);
}

/** Removes the builds of a tier that no rollback goes back to. */
export function removeBuilds(tierFolder: string, kept: readonly BuildName[]): void {
  const folder = join(tierFolder, 'builds');
  const names = new Set(kept.map(({ id }) => basename(buildFolder(tierFolder, id))));
  for (const name of readdirSync(folder))
    if (!names.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
}
