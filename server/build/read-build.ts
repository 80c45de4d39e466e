import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Schema } from '../operation-types.ts';

/** What identifies a build: the SHA-256 of its manifest, and the commit. */
export type Build = Schema['Build'];

/** Of every file in a build, beside what it was made from. It is written last, and does not list itself. */
export interface Manifest {
  /** SHA-256 in hexadecimal by path, with `/`. */
  readonly files: Readonly<Record<string, string>>;
  readonly commit?: string;
  readonly contract: { readonly version: string; readonly checksum: string };
  /** The versions of Node that run it, as in package.json. */
  readonly node: string;
}

export const manifestName = 'manifest.json';

/** The build that this process runs; undefined when it runs from the sources. */
export function readBuild(): Build | undefined {
  // The build has this code in server/service.js.
  const file = new URL(`../${manifestName}`, import.meta.url);
  if (!existsSync(file)) return undefined;
  const bytes = readFileSync(file);
  const { commit }: Manifest = JSON.parse(bytes.toString());
  return { id: createHash('sha256').update(bytes).digest('hex'), ...(commit !== undefined && { commit }) };
}
