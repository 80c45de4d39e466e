import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export const bundleFile = 'generated/openapi.yaml';

/** The bundle of the commit that the working copy is judged against; or why there is none. */
export type EarlierBundle = { readonly commit: string; readonly text: string } | { readonly missing: string };

/**
 * The commit is where this branch left `origin/main`. On main itself it is HEAD while the bundle is edited,
 * and the one before HEAD after that.
 *
 * @param text the bundle of the working copy.
 */
export async function readEarlierBundle(root: string, text: string): Promise<EarlierBundle> {
  const git = (...args: string[]) => outputOf(root, args);
  const show = (commit: string) => git('show', `${commit}:./${bundleFile}`);

  const head = (await git('rev-parse', '--verify', 'HEAD'))?.trim();
  if (head === undefined) return { missing: 'git knows no commit here' };
  const fork = (await git('merge-base', 'origin/main', head))?.trim();
  const isEdited = (await show(head)) !== text;
  const revision = fork !== undefined && fork !== head ? fork : isEdited ? head : `${head}^`;

  const commit = (await git('rev-parse', '--short', '--verify', revision))?.trim();
  if (commit === undefined) return { missing: 'git knows no commit before HEAD' };
  const earlier = await show(commit);
  return earlier === undefined
    ? { missing: `commit ${commit} has no ${bundleFile}` }
    : { commit, text: earlier };
}

/** Undefined where git says no, or is not there. */
async function outputOf(cwd: string, args: readonly string[]): Promise<string | undefined> {
  const options = { cwd, maxBuffer: Number.POSITIVE_INFINITY };
  return run('git', args, options).then(
    ({ stdout }) => stdout,
    () => undefined,
  );
}

const run = promisify(execFile);
