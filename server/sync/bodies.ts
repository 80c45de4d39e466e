/** The bodies of the sync operations, made once for each release. */

import { lookup } from '../../contract/json.ts';
import type { Contract } from '../../contract/model.ts';
import type { Change } from '../../taxonomy/change.ts';
import { countNodes, type Release } from '../../taxonomy/tree.ts';
import type { Body, Schema } from '../operation-types.ts';

export function fullSync(release: Release, contract: Contract): Body<'getFullSync'> {
  const { version, layers, aliases } = release;
  return { version, data: { layers, aliases }, metadata: metadataOf(release, contract) };
}

export function incrementalSync(
  release: Release,
  since: string,
  changes: readonly Change[],
  contract: Contract,
): Body<'getIncrementalSync'> {
  return { version: release.version, since, changes, metadata: metadataOf(release, contract) };
}

function metadataOf(release: Release, { document }: Contract): Schema['SyncMetadata'] {
  const { lastUpdated: generatedAt, checksum } = release;
  const cacheTimeout = lookup(document, '/components/schemas/SyncMetadata/properties/cacheTimeout/default');
  if (typeof cacheTimeout !== 'number') throw new Error('the contract has no default for cacheTimeout');
  return { generatedAt, ...countNodes(release), cacheTimeout, checksum };
}
