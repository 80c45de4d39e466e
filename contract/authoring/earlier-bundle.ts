import { execa } from 'execa';

export const bundleFile = 'generated/openapi.yaml';

/** The bundle that the working copy is compared with, or why there is none. */
export type EarlierBundle =
  | {
      /** The tag of a release, or the short name of a commit. */
      readonly revision: string;
      /** Whether a tag `vMAJOR.MINOR.PATCH` names this contract: clients may use it. */
      readonly isReleased: boolean;
      readonly text: string;
    }
  | { readonly missing: string };

/**
 * The newest released contract that HEAD contains. Without a release: on a branch, the commit where it left
 * `origin/main`; on main, HEAD when the bundle differs from it and the commit before HEAD otherwise.
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

/** Undefined when git fails or is not installed. */
async function outputOf(cwd: string, args: readonly string[]): Promise<string | undefined> {
  const { failed, stdout } = await execa('git', args, { cwd, reject: false, stripFinalNewline: false });
  return failed ? undefined : stdout;
}
