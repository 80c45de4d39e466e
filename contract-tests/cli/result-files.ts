/** The files of `--evidence` and `--junit`. */
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Evidence } from '../report/evidence.ts';
import { renderJunit } from '../report/junit.ts';
import type { ContractOptions } from './options.ts';

/** An option names a place where no file can be written. */
export class UnwritableFile extends Error {
  override name = 'UnwritableFile';
}

/** @throws UnwritableFile */
export async function saveResults(
  evidence: Evidence,
  { evidence: json, junit }: Pick<ContractOptions, 'evidence' | 'junit'>,
): Promise<void> {
  if (json !== undefined) await write('--evidence', json, jsonOf(evidence));
  if (junit !== undefined) await write('--junit', junit, renderJunit(evidence));
}

export function jsonOf(evidence: Evidence): string {
  return `${JSON.stringify(evidence, null, 2)}\n`;
}

/** By the error of the system, what is wrong with a path. */
const mistakes: Readonly<Record<string, (path: string) => string>> = {
  EISDIR: (path) => `${path} is a folder. Name a file in it.`,
  ENOENT: (path) => `there is no folder ${dirname(path)}. Make it first, or name a file elsewhere.`,
  ENOTDIR: (path) => `${dirname(path)} is no folder. Name a file elsewhere.`,
  EACCES: (path) => `${path} must not be written by this user. Name a file elsewhere.`,
  EPERM: (path) => `${path} must not be written by this user. Name a file elsewhere.`,
  EROFS: (path) => `${path} is on a disk that is read only. Name a file elsewhere.`,
};

async function write(option: string, path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((error: NodeJS.ErrnoException) => {
    const explain = mistakes[error.code ?? ''];
    throw explain ? new UnwritableFile(`${option}: ${explain(path)}`) : error;
  });
}
