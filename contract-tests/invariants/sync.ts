/** Invariants of the sync operations: a copy that applies their responses equals the tree. */
import type { components } from '../../generated/api.ts';
import { routes } from '../../generated/operations.ts';
import { checksum } from '../../taxonomy/canonical.ts';
import { applyChanges, type Change } from '../../taxonomy/change.ts';
import { countNodes, type Release } from '../../taxonomy/tree.ts';
import type { CheckingClient } from './checking-client.ts';
import type { InvariantSpec } from './invariant.ts';

type FullSync = components['schemas']['FullSync'];
type IncrementalSync = components['schemas']['IncrementalSync'];

const group = 'sync reproduces the tree';

/** @param older releases before the current one, whose changes the target knows. */
export function syncInvariants(older: readonly Release[]): InvariantSpec[] {
  return [
    { name: 'getFullSync equals the tree', group, verify: verifyFullSync },
    { name: 'getIncrementalSync since the current version is empty', group, verify: verifyEmptyDelta },
    ...older.map((from) => ({
      name: `getIncrementalSync since ${from.version} reproduces the tree`,
      group,
      verify: (client: CheckingClient) => verifyDelta(client, from),
    })),
  ];
}

async function verifyFullSync({ tree, read, equal }: CheckingClient): Promise<void> {
  const release = await tree();
  const { version, data, metadata } = await read<FullSync>('getFullSync');
  const { layers, aliases } = release;
  equal(
    'GET getFullSync',
    'getTaxonomy',
    { version: release.version, layers, aliases },
    { version, ...data },
  );
  verifyMetadata(equal, release, 'getFullSync', metadata);
}

async function verifyEmptyDelta({ tree, read, equal }: CheckingClient): Promise<void> {
  const release = await tree();
  const { version } = release;
  const { metadata, ...delta } = await read<IncrementalSync>('getIncrementalSync', since(version));
  equal('GET getIncrementalSync', 'getTaxonomy', { version, since: version, changes: [] }, delta);
  verifyMetadata(equal, release, 'getIncrementalSync', metadata);
}

/** Applies the delta since a release and compares the copy with the tree. */
export async function verifyDelta({ tree, request, equal }: CheckingClient, from: Release): Promise<void> {
  const release = await tree();
  const response = await request('getIncrementalSync', { ...since(from.version), status: [200, 410] });
  // 410: the delta is larger than the tree, or is no longer kept. A client then reads the whole tree.
  if (response.status === 410) return;
  const { metadata, ...delta }: IncrementalSync = JSON.parse(response.body);
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
  verifyMetadata(equal, release, 'getIncrementalSync', metadata);
}

function verifyMetadata(
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
