/** The release of the contract that a tier runs. `npm run diff` compares with its tag from then on. */
import { identityOperation } from '../contract/identity.ts';
import { isObject, lookup } from '../contract/json.ts';
import type { Contract } from '../contract/model.ts';
import { Unreachable } from '../lib/reach.ts';

/** The members have the names of GitHub's "create a release". */
export interface ContractRelease {
  readonly tag_name: string;
  /** The commit of the build. It is in the history of each branch; the merge commits of `main` are not. */
  readonly target_commitish: string;
  readonly name: string;
  readonly body: string;
}

/**
 * @param url of the tier
 * @throws Unreachable when nothing responds; Error when the tier runs no build of a commit, or has no notes
 */
export async function readContractRelease(
  contract: Contract,
  url: string,
  changelog: string,
): Promise<ContractRelease> {
  const response = await fetch(`${url}${identityOperation(contract)?.path}`, {
    signal: AbortSignal.timeout(10_000),
  }).catch(() => {
    throw new Unreachable(`Nothing responds at ${url}.`);
  });
  const identity: unknown = await response.json().catch(() => undefined);
  const version = lookup(identity, '/contract/version');
  const commit = lookup(identity, '/build/commit');
  if (!isObject(identity) || typeof version !== 'string')
    throw new Error(`${url} does not say which contract it runs.`);
  if (typeof commit !== 'string' || !/^[0-9a-f]{40}$/.test(commit))
    throw new Error(
      `${url} runs no build of a commit (${commit ?? 'none'}). Promote a build of a clean clone.`,
    );
  const body = sectionOf(changelog, version);
  if (body === undefined)
    throw new Error(
      `CHANGELOG.md has no section ${version}. Run npx changeset version, and commit its changes.`,
    );
  return { tag_name: `v${version}`, target_commitish: commit, name: version, body };
}

function sectionOf(changelog: string, version: string): string | undefined {
  const section = changelog.split(/^## /m).find((text) => text.split('\n', 1)[0]?.trim() === version);
  return section?.slice(section.indexOf('\n')).trim();
}
