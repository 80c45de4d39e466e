import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { execaSync } from 'execa';
import { projectRoot } from '../../lib/project.ts';
import { type Manifest, manifestName } from './read-build.ts';

type ManifestContract = Manifest['contract'];

/** Lists every file of the build. @returns the id of the build */
export function writeManifest(
  folder: string,
  { version, checksum }: ManifestContract,
  commit = readCommit(),
): string {
  const { engines } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const manifest: Manifest = {
    commit,
    contract: { version, checksum },
    node: engines.node,
    files: digestsOf(folder),
  };
  const bytes = `${JSON.stringify(manifest, null, 2)}\n`;
  writeFileSync(join(folder, manifestName), bytes);
  return sha256(bytes);
}

/** SHA-256 of each file below a folder, the manifest apart, by path. */
export function digestsOf(folder: string): Manifest['files'] {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== manifestName);
  return Object.fromEntries(paths.sort().map((path) => [path, sha256(readFileSync(join(folder, path)))]));
}

/** The commit of the sources; undefined where git or its repository is missing. */
export function readCommit(folder = projectRoot): string | undefined {
  const git = (...args: string[]) => execaSync('git', args, { cwd: folder, reject: false });
  const head = git('rev-parse', 'HEAD');
  if (head.exitCode !== 0) return undefined;
  const isDirty = git('status', '--porcelain', '--untracked-files=no').stdout !== '';
  return `${head.stdout}${isDirty ? '-dirty' : ''}`;
}

function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
