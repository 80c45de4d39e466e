/** The numbered releases are the history of the tree. */
import type { components } from '../../generated/api.ts';
import { routes } from '../../generated/operations.ts';
import { checksum } from '../../taxonomy/canonical.ts';
import { countNodes, type Release } from '../../taxonomy/tree.ts';
import { compareVersions } from '../../taxonomy/version.ts';
import type { Inquiry } from './inquiry.ts';
import type { Statement } from './law.ts';
import { leadsToTheTree } from './sync.ts';

type ReleaseList = components['schemas']['ReleaseList'];

const beyond = 'numbered releases are the history';

/** A registry may have thousands, each of megabytes. */
const mostAsked = 50;

export function releaseLaws(): Statement[] {
  return [
    { name: 'listReleases falls from the current one', beyond, holds: listFalls },
    { name: 'getRelease is what listReleases tells', beyond, needsData: true, holds: releasesAreRight },
    {
      name: 'getIncrementalSync since any release leads to the tree',
      beyond,
      needsData: true,
      holds: deltasLead,
    },
  ];
}

async function listFalls({ read, equal, tree }: Inquiry): Promise<void> {
  const { releases, count } = await read<ReleaseList>('listReleases');
  equal('GET listReleases', 'the list', { count: releases.length }, { count });
  const versions = releases.map(({ version }) => version);
  const falling = [...new Set(versions)].sort(compareVersions).reverse();
  equal('GET listReleases versions', 'falling order', falling, versions);
  equal('GET listReleases newest', 'getTaxonomy', infoOf(await tree()), releases[0]);
}

async function releasesAreRight({ read, equal, tree }: Inquiry): Promise<void> {
  const { releases } = await read<ReleaseList>('listReleases');
  const current = await tree();
  for (const info of newest(releases)) {
    const release = await read<Release>('getRelease', at(info.version));
    const place = `GET getRelease ${info.version}`;
    equal(place, 'listReleases', info, infoOf(release));
    equal(place, 'its content', { checksum: checksum(release) }, { checksum: release.checksum });
    if (info.version === current.version) equal(place, 'getTaxonomy', current, release);
  }
}

async function deltasLead(inquiry: Inquiry): Promise<void> {
  const { releases } = await inquiry.read<ReleaseList>('listReleases');
  for (const { version } of newest(releases).slice(1)) {
    await leadsToTheTree(inquiry, await inquiry.read<Release>('getRelease', at(version)));
  }
}

function newest(releases: ReleaseList['releases']): ReleaseList['releases'] {
  return releases.slice(0, mostAsked);
}

function infoOf(release: Release): ReleaseList['releases'][number] {
  const { version, checksum, lastUpdated } = release;
  return { version, checksum, lastUpdated, ...countNodes(release) };
}

function at(version: string) {
  return { path: routes.getRelease.path.replace('{version}', version) };
}
