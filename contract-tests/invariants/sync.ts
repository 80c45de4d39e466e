/** A copy that follows the sync operations is the tree. */
import type { components } from '../../generated/api.ts';
import { routes } from '../../generated/operations.ts';
import { checksum } from '../../taxonomy/canonical.ts';
import { applyChanges, type Change } from '../../taxonomy/diff.ts';
import { countNodes, type Release } from '../../taxonomy/tree.ts';
import type { CheckingClient } from './checking-client.ts';
import type { InvariantSpec } from './invariant.ts';

type FullSync = components['schemas']['FullSync'];
type IncrementalSync = components['schemas']['IncrementalSync'];

const group = 'a copy kept in step is the tree';

/** @param older releases before the current one that the target can tell the changes from. */
export function syncInvariants(older: readonly Release[]): InvariantSpec[] {
  return [
    { name: 'getFullSync is the tree', group, verify: fullSyncIsTheTree },
    { name: 'getIncrementalSync since today has no changes', group, verify: nothingSinceToday },
    ...older.map((from) => ({
      name: `getIncrementalSync since ${from.version} leads to the tree`,
      group,
      verify: (client: CheckingClient) => leadsToTheTree(client, from),
    })),
  ];
}

async function fullSyncIsTheTree({ tree, read, equal }: CheckingClient): Promise<void> {
  const release = await tree();
  const { version, data, metadata } = await read<FullSync>('getFullSync');
  const { layers, aliases } = release;
  equal(
    'GET getFullSync',
    'getTaxonomy',
    { version: release.version, layers, aliases },
    { version, ...data },
  );
  metadataTells(equal, release, 'getFullSync', metadata);
}

async function nothingSinceToday({ tree, read, equal }: CheckingClient): Promise<void> {
  const release = await tree();
  const { version } = release;
  const { metadata, ...delta } = await read<IncrementalSync>('getIncrementalSync', since(version));
  equal('GET getIncrementalSync', 'getTaxonomy', { version, since: version, changes: [] }, delta);
  metadataTells(equal, release, 'getIncrementalSync', metadata);
}

export async function leadsToTheTree({ tree, ask, equal }: CheckingClient, from: Release): Promise<void> {
  const release = await tree();
  const answer = await ask('getIncrementalSync', { ...since(from.version), status: [200, 410] });
  // The delta would be larger than the tree, or is no longer kept: then a copy takes the tree.
  if (answer.status === 410) return;
  const { metadata, ...delta }: IncrementalSync = JSON.parse(answer.body);
  const { version, layers, aliases } = release;
  equal(
    'GET getIncrementalSync',
    'getTaxonomy',
    { version, since: from.version },
    { version: delta.version, since: delta.since },
  );
  const copy = applyChanges(from, delta.changes as readonly Change[]);
  equal('changes applied', 'getTaxonomy', { layers, aliases }, copy);
  equal('changes applied', 'metadata', { checksum: metadata.checksum }, { checksum: checksum(copy) });
  metadataTells(equal, release, 'getIncrementalSync', metadata);
}

function metadataTells(
  equal: CheckingClient['equal'],
  release: Release,
  id: string,
  { cacheTimeout: _, ...metadata }: FullSync['metadata'],
): void {
  const { lastUpdated: generatedAt, checksum } = release;
  const expected = { generatedAt, checksum, ...countNodes(release) };
  equal(`GET ${id}`, 'getTaxonomy', { metadata: expected }, { metadata });
}

function since(version: string) {
  return { path: `${routes.getIncrementalSync.path}?since=${version}` };
}
