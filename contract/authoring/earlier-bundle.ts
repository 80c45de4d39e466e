import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export const bundleFile = 'generated/openapi.yaml';

/** The bundle that the working copy is compared with; or why there is none. */
export type EarlierBundle =
  | {
      /** The tag of a release, or the short name of a commit. */
      readonly revision: string;
      /** Whether clients may hold this contract: a tag `vMAJOR.MINOR.PATCH` names it. */
      readonly isReleased: boolean;
      readonly text: string;
    }
  | { readonly missing: string };

/**
 * The newest released contract that HEAD contains. While none is released: the commit where this branch left
 * `origin/main`, or on main itself HEAD while the bundle is edited and the commit before HEAD after that.
 *
 * @param text the bundle of the working copy.
 */
export async function readEarlierBundle(root: string, text: string): Promise<EarlierBundle> {
  const git = async (...args: string[]) => (await outputOf(root, args))?.trim();
  const show = (revision: string) => outputOf(root, ['show', `${revision}:./${bundleFile}`]);

  const head = await git('rev-parse', '--verify', 'HEAD');
  if (head === undefined) return { missing: 'git knows no commit here' };
  const tags = (await git('tag', '--merged', head, '--sort=-version:refname', '--list', 'v*')) ?? '';
  const release = tags.split('\n').find((tag) => /^v\d+\.\d+\.\d+$/.test(tag));
  if (release !== undefined) return bundleAt(release, true, await show(release));

  const fork = await git('merge-base', 'origin/main', head);
  const isEdited = (await show(head)) !== text;
  const revision = fork !== undefined && fork !== head ? fork : isEdited ? head : `${head}^`;
  const commit = await git('rev-parse', '--short', '--verify', revision);
  if (commit === undefined) return { missing: 'git knows no commit before HEAD' };
  return bundleAt(commit, false, await show(commit));
}

function bundleAt(revision: string, isReleased: boolean, text: string | undefined): EarlierBundle {
  return text === undefined
    ? { missing: `${revision} has no ${bundleFile}` }
    : { revision, isReleased, text };
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
