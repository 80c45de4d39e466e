import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFile } from '../earlier-bundle.ts';

/** A folder in /tmp for a bundle and its history, which begins with `git('init')`. */
export async function createRepository() {
  const root = await mkdtemp(join(tmpdir(), 'diff-test-'));
  await mkdir(join(root, 'generated'));
  const write = (bundle: string) => writeFile(join(root, bundleFile), bundle);
  const git = (...args: string[]) => {
    const options = { cwd: root, encoding: 'utf8', stdio: 'pipe' } as const;
    return execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], options).trim();
  };
  /** @returns its short name. */
  const commit = async (bundle: string) => {
    await write(bundle);
    git('add', '--all');
    git('commit', '--allow-empty', '--message', 'x');
    return git('rev-parse', '--short', 'HEAD');
  };
  return { root, write, git, commit };
}
