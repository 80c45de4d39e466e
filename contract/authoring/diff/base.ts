import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import semver from 'semver';
import { Unreachable } from '../../../lib/reach.ts';

export const bundleFile = 'generated/openapi.yaml';

/** The contract that the working copy is compared with. */
export interface Base {
  /** The tag of a release, the short name of a commit, a file or a URL. */
  readonly name: string;
  /** Whether clients may use this contract. */
  readonly isReleased: boolean;
  /** Whether a deeper clone may have a release. */
  readonly isHidden?: boolean;
  readonly text: string;
  /** A file of its sources; absent when the sources are not known. */
  readonly readSource?: (file: string) => Promise<string | undefined>;
}

export interface NoBase {
  readonly missing: string;
  /** Whether a deeper clone may have one. */
  readonly isHidden: boolean;
}

/** `--base` names nothing that can be read. */
export class UnknownBase extends Error {
  override name = 'UnknownBase';

  /** Whether a deeper clone may have it. */
  readonly isHidden: boolean;

  constructor(message: string, isHidden = false) {
    super(isHidden ? `${message}\n${deeper}` : message);
    this.isHidden = isHidden;
  }
}

export const deeper =
  'This clone is shallow, so it may lack releases and commits.\nSet `fetch-depth: 0` for actions/checkout.';

/**
 * The newest released contract that HEAD contains. Without a release: on a branch, the commit where it left the
 * default branch of a remote; elsewhere HEAD when the bundle differs from it, and the commit before HEAD otherwise.
 *
 * @param text the bundle of the working copy
 */
export async function findBase(root: string, text: string): Promise<Base | NoBase> {
  const { read } = repositoryAt(root);
  const found = await findRevision(root, text);
  const isHidden = await isShallow(root);
  if ('missing' in found) return { ...found, isHidden };
  const base = await read(found.revision, found.isReleased);
  if (base) return { ...base, isHidden: isHidden && !base.isReleased };
  return { missing: `${found.revision} has no ${bundleFile}`, isHidden };
}

async function isShallow(root: string): Promise<boolean> {
  return (await repositoryAt(root).git('rev-parse', '--is-shallow-repository')) === 'true';
}

type Revision = { readonly revision: string; readonly isReleased: boolean } | { readonly missing: string };

async function findRevision(root: string, text: string): Promise<Revision> {
  const { git, show } = repositoryAt(root);
  const head = await git('rev-parse', '--verify', 'HEAD');
  if (head === undefined) return { missing: 'git knows no commit here' };
  const tags = (await git('tag', '--merged', head, '--list', 'v*')) ?? '';
  const [release] = tags.split('\n').filter(isRelease).sort(semver.rcompare);
  if (release !== undefined) return { revision: release, isReleased: true };

  const fork = await findFork(root, head);
  const isEdited = (await show(head, bundleFile)) !== text;
  const revision = fork !== undefined && fork !== head ? fork : isEdited ? head : `${head}^`;
  const commit = await git('rev-parse', '--short', '--verify', revision);
  return commit === undefined
    ? { missing: 'git knows no commit before HEAD' }
    : { revision: commit, isReleased: false };
}

const isRelease = (tag: string) => /^v\d+\.\d+\.\d+$/.test(tag);

/** Where HEAD left the default branch of a remote. The checkout action of GitHub does not record which that is. */
async function findFork(root: string, head: string): Promise<string | undefined> {
  const { git } = repositoryAt(root);
  const names = ['HEAD', 'main', 'master'].map((name) => `refs/remotes/*/${name}`);
  for (const name of names) {
    const branches = (await git('for-each-ref', '--format=%(refname)', name)) ?? '';
    for (const branch of branches.split('\n').filter(Boolean)) {
      const fork = await git('merge-base', branch, head);
      if (fork !== undefined) return fork;
    }
  }
  return undefined;
}

/**
 * The contract that a person names: a git revision, a file, or the URL of a served contract. Clients may use what is
 * served or given as a file. A revision has to be a release for that.
 *
 * @throws UnknownBase, or Unreachable when nothing responds at the URL
 */
export async function readBase(root: string, name: string): Promise<Base> {
  if (/^https?:\/\//.test(name)) return { name, isReleased: true, text: await fetchText(name) };
  // Whatever begins with a hyphen would be an option of git.
  const base = name.startsWith('-') ? undefined : await repositoryAt(root).read(name, isRelease(name));
  if (base) return base;
  if (existsSync(name)) return { name, isReleased: true, text: await readFile(name, 'utf8') };
  throw new UnknownBase(
    `${name} is no revision with ${bundleFile}, no file and no http(s) URL.`,
    await isShallow(root),
  );
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch(() => {
    throw new Unreachable(`nothing answers at ${url}`);
  });
  if (!response.ok) throw new UnknownBase(`${url} answers ${response.status}, not with a contract.`);
  return response.text();
}

function repositoryAt(root: string) {
  const git = async (...args: string[]) => (await outputOf(root, args))?.trim();
  const show = (revision: string, file: string) => outputOf(root, ['show', `${revision}:./${file}`]);
  const read = async (name: string, isReleased: boolean): Promise<Base | undefined> => {
    const text = await show(name, bundleFile);
    return text === undefined
      ? undefined
      : { name, isReleased, text, readSource: (file) => show(name, file) };
  };
  return { git, show, read };
}

/** Undefined when git fails or is not installed. */
async function outputOf(cwd: string, args: readonly string[]): Promise<string | undefined> {
  const { failed, stdout } = await execa('git', args, { cwd, reject: false, stripFinalNewline: false });
  return failed ? undefined : stdout;
}
