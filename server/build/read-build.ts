import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Schema } from '../operation-types.ts';

/** What identifies a build: the SHA-256 of its manifest, and the commit. */
export type Build = Schema['Build'];

/** Of every file in a build, beside what it was made from. It is written last, and does not list itself. */
export interface Manifest {
  /** SHA-256 in hexadecimal by path, with `/`. */
  readonly files: Readonly<Record<string, string>>;
  readonly commit?: string | undefined;
  readonly contract: { readonly version: string; readonly checksum: string };
  /** The versions of Node that run it, as in package.json. */
  readonly node: string;
}

export const manifestName = 'manifest.json';

/** The build that this process runs; undefined when it runs from the sources. */
export function readBuild(
  // The build has this code in server/service.js.
  file = new URL(`../${manifestName}`, import.meta.url),
): Build | undefined {
  return readManifest(file)?.build;
}

/** Undefined when there is no such file. */
export function readManifest(file: string | URL): { manifest: Manifest; build: Build } | undefined {
  if (!existsSync(file)) return undefined;
  const bytes = readFileSync(file);
  const manifest: Manifest = JSON.parse(bytes.toString());
  const { commit } = manifest;
  const id = createHash('sha256').update(bytes).digest('hex');
  return { manifest, build: { id, ...(commit !== undefined && { commit }) } };
}
