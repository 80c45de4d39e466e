/** The numbered releases are the history of the tree. */
import { expandPath } from '../../contract/paths.ts';
import type { components } from '../../generated/api.ts';
import { routes } from '../../generated/operations.ts';
import { checksum } from '../../taxonomy/canonical.ts';
import { type Release, releaseInfo } from '../../taxonomy/tree.ts';
import { compareVersions } from '../../taxonomy/version.ts';
import type { CheckingClient } from './checking-client.ts';
import type { InvariantSpec } from './invariant.ts';
import { leadsToTheTree } from './sync.ts';

type ReleaseList = components['schemas']['ReleaseList'];

const group = 'numbered releases are the history';

/** A registry may have thousands, each of megabytes. */
const mostAsked = 50;

export function releaseInvariants(): InvariantSpec[] {
  return [
    { name: 'listReleases falls from the current one', group, verify: listFalls },
    { name: 'getRelease is what listReleases tells', group, needsData: true, verify: releasesAreRight },
    {
      name: 'getIncrementalSync since any release leads to the tree',
      group,
      needsData: true,
      verify: deltasLead,
    },
  ];
}

async function listFalls({ read, equal, tree }: CheckingClient): Promise<void> {
  const { releases, count } = await read<ReleaseList>('listReleases');
  equal('GET listReleases', 'the list', { count: releases.length }, { count });
  const versions = releases.map(({ version }) => version);
  const falling = [...new Set(versions)].sort(compareVersions).reverse();
  equal('GET listReleases versions', 'falling order', falling, versions);
  equal('GET listReleases newest', 'getTaxonomy', releaseInfo(await tree()), releases[0]);
}

async function releasesAreRight({ read, equal, tree }: CheckingClient): Promise<void> {
  const { releases } = await read<ReleaseList>('listReleases');
  const current = await tree();
  for (const info of newest(releases)) {
    const release = await read<Release>('getRelease', at(info.version));
    const place = `GET getRelease ${info.version}`;
    equal(place, 'listReleases', info, releaseInfo(release));
    equal(place, 'its content', { checksum: checksum(release) }, { checksum: release.checksum });
    if (info.version === current.version) equal(place, 'getTaxonomy', current, release);
  }
}

async function deltasLead(client: CheckingClient): Promise<void> {
  const { releases } = await client.read<ReleaseList>('listReleases');
  for (const { version } of newest(releases).slice(1)) {
    await leadsToTheTree(client, await client.read<Release>('getRelease', at(version)));
  }
}

function newest(releases: ReleaseList['releases']): ReleaseList['releases'] {
  return releases.slice(0, mostAsked);
}

function at(version: string) {
  return { path: expandPath(routes.getRelease.path, { version }) };
}
