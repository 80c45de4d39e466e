/** Invariants of the release operations. */
import { expandPath } from '../../contract/paths.ts';
import type { components } from '../../generated/api.ts';
import { routes } from '../../generated/operations.ts';
import { checksum } from '../../taxonomy/canonical.ts';
import { type Release, releaseInfo } from '../../taxonomy/tree.ts';
import { compareVersions } from '../../taxonomy/version.ts';
import type { CheckingClient } from './checking-client.ts';
import type { InvariantSpec } from './invariant.ts';
import { verifyDelta } from './sync.ts';

type ReleaseList = components['schemas']['ReleaseList'];

const group = 'releases are the history of the tree';

/** Limits the requests: a registry may have thousands of releases of several megabytes. */
const mostReleases = 50;

export function releaseInvariants(): InvariantSpec[] {
  return [
    { name: 'listReleases descends from the current release', group, verify: verifyList },
    { name: 'getRelease agrees with listReleases', group, needsData: true, verify: verifyReleases },
    {
      name: 'getIncrementalSync since any release reproduces the tree',
      group,
      needsData: true,
      verify: verifyDeltas,
    },
  ];
}

async function verifyList({ read, equal, tree }: CheckingClient): Promise<void> {
  const { releases, count } = await read<ReleaseList>('listReleases');
  equal('GET listReleases', 'the list', { count: releases.length }, { count });
  const versions = releases.map(({ version }) => version);
  const descending = [...new Set(versions)].sort(compareVersions).reverse();
  equal('GET listReleases versions', 'descending order', descending, versions);
  equal('GET listReleases newest', 'getTaxonomy', releaseInfo(await tree()), withoutProvenance(releases[0]));
}

async function verifyReleases({ read, equal, tree }: CheckingClient): Promise<void> {
  const { releases } = await read<ReleaseList>('listReleases');
  const current = await tree();
  for (const info of releases.slice(0, mostReleases)) {
    const release = await read<Release>('getRelease', at(info.version));
    const place = `GET getRelease ${info.version}`;
    equal(place, 'listReleases', withoutProvenance(info), releaseInfo(release));
    equal(place, 'its content', { checksum: checksum(release) }, { checksum: release.checksum });
    if (info.version === current.version) equal(place, 'getTaxonomy', current, release);
  }
}

async function verifyDeltas(client: CheckingClient): Promise<void> {
  const { releases } = await client.read<ReleaseList>('listReleases');
  for (const { version } of releases.slice(1, mostReleases)) {
    await verifyDelta(client, await client.read<Release>('getRelease', at(version)));
  }
}

/** Who published a release, and why, is in the list only. */
function withoutProvenance(info: ReleaseList['releases'][number] | undefined) {
  const { publisher: _publisher, tokenId: _tokenId, keyId: _keyId, note: _note, ...rest } = info ?? {};
  return rest;
}

function at(version: string) {
  return { path: expandPath(routes.getRelease.path, { version }) };
}
