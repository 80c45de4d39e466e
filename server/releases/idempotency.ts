/** Finds what an earlier request with the same Idempotency-Key published, so that a retry publishes nothing twice. */
import { createHash } from 'node:crypto';
import type { ReleaseInfo } from '../../taxonomy/tree.ts';
import { Problem } from '../http/problem.ts';
import type { Schema } from '../operation-types.ts';
import type { IdempotentRequest, ReleaseStore } from '../store/store.ts';

export function idempotentRequest(
  key: string | undefined,
  body: Schema['ReleaseRequest'],
): IdempotentRequest | undefined {
  if (key === undefined) return undefined;
  return { key, bodyHash: createHash('sha256').update(JSON.stringify(body)).digest('hex') };
}

/** The release that this request published earlier. Throws a Problem if its key was used with another body. */
export async function findPublished(
  store: ReleaseStore,
  request: IdempotentRequest | undefined,
): Promise<ReleaseInfo | undefined> {
  const publication = request && (await store.published(request.key));
  if (!publication) return undefined;
  if (publication.bodyHash !== request.bodyHash) throw keyReused(publication.version);
  return findInfo(store, publication.version);
}

/** A release without its tree, with who published it. */
export async function findInfo(store: ReleaseStore, version: string): Promise<ReleaseInfo | undefined> {
  const releases = await store.list();
  return releases.find((release) => release.version === version);
}

function keyReused(version: string): Problem {
  const detail = `This key has published ${version} with another body. Send that body again, or another key.`;
  return new Problem('idempotency-key-reused', detail, {
    errors: [{ pointer: '/headers/Idempotency-Key', detail }],
  });
}
