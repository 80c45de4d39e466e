/** The bodies of the sync operations, made once for each release. */
import { diff } from '../../taxonomy/diff.ts';
import { countNodes, type Release } from '../../taxonomy/tree.ts';
import type { Body, Schema } from '../wire.ts';

// The default of the contract: five minutes.
const cacheTimeout = 300_000;

export function fullSync(release: Release): Body<'getFullSync'> {
  const { version, layers, aliases } = release;
  return { version, data: { layers, aliases }, metadata: metadataOf(release) };
}

export function incrementalSync(from: Release, to: Release): Body<'getIncrementalSync'> {
  return { version: to.version, since: from.version, changes: diff(from, to), metadata: metadataOf(to) };
}

function metadataOf(release: Release): Schema['SyncMetadata'] {
  const { lastUpdated: generatedAt, checksum } = release;
  return { generatedAt, ...countNodes(release), cacheTimeout, checksum };
}
