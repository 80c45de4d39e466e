/** The build that a run starts as its server. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Contract } from '../../contract/model.ts';
import { type Build, manifestName, readManifest } from '../../server/build/read-build.ts';

export interface LocalBuild {
  readonly build: Build;
  /** Starts its server. */
  readonly script: string;
}

/** `--build` names no build that this run can test. */
export class UnusableBuild extends Error {
  override name = 'UnusableBuild';
}

/**
 * The cases and the servers in provider states are made here, so the build has to be of the same contract.
 * @throws UnusableBuild
 */
export function readLocalBuild(folder: string, { checksum }: Contract): LocalBuild {
  const script = join(resolve(folder), 'server/main.js');
  const found = existsSync(script) ? manifestIn(folder) : undefined;
  if (!found)
    throw new UnusableBuild(
      `--build: ${folder} is no build, because manifest.json or server/main.js is missing. Make one: npm run build -- --out ${folder}`,
    );
  const { manifest, build } = found;
  if (manifest.contract.checksum !== checksum)
    throw new UnusableBuild(
      `--build: ${folder} was made from another contract, ${manifest.contract.version}, than generated/openapi.yaml here. Check out the commit of the build${build.commit ? `, ${build.commit}` : ''}, or build again.`,
    );
  return { build, script };
}

function manifestIn(folder: string) {
  try {
    return readManifest(join(folder, manifestName));
  } catch {
    return undefined;
  }
}
