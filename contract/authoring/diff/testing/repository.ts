import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execaSync } from 'execa';
import { bundleFile } from '../base.ts';

/** Writes a bundle and its history into an empty folder. `git('init')` comes first. */
export function createRepository(root: string) {
  const write = async (bundle: string) => {
    await mkdir(dirname(join(root, bundleFile)), { recursive: true });
    await writeFile(join(root, bundleFile), bundle);
  };
  const git = (...args: string[]) =>
    execaSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], { cwd: root }).stdout;
  /** @returns the short name of the commit */
  const commit = async (bundle: string) => {
    await write(bundle);
    git('add', '--all');
    git('commit', '--allow-empty', '--message', 'x');
    return git('rev-parse', '--short', 'HEAD');
  };
  return { write, git, commit };
}

export type Repository = ReturnType<typeof createRepository>;
