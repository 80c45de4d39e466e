import { setImmediate as nextTurn } from 'node:timers/promises';
import { expandPath } from '../../contract/paths.ts';
import { routes } from '../../generated/operations.ts';
import { removalsToConfirm } from '../../taxonomy/removals.ts';
import { type Provenance, type Release, type ReleaseInfo, releaseInfo } from '../../taxonomy/tree.ts';
import type { Dependencies, Handler } from '../handler.ts';
import type { Caller } from '../http/authorization/caller.ts';
import type { HandlerResponse, Input } from '../operation-types.ts';
import type { ServedSnapshot } from '../snapshots/served-snapshot.ts';
import {
  checkStillCurrent,
  type IdempotentRequest,
  loadHistory,
  type NewRelease,
  VersionConflict,
} from '../store/store.ts';
import { findInfo, findPublished, idempotentRequest } from './idempotency.ts';
import { prepareAside } from './prepare-in-thread.ts';
import {
  preconditionFailed,
  preconditionRequired,
  removalsNotConfirmed,
  ruleViolation,
  versionConflict,
} from './publish-problems.ts';

export const publishRelease: Handler<'publishRelease'> = async (input, dependencies) => {
  const { 'if-match': ifMatch } = input.headers;
  // Nobody replaces a registry that they have not read.
  if (ifMatch === undefined) throw preconditionRequired();
  return dependencies.publications.admit(() => publishNext(input, ifMatch, dependencies));
};

async function publishNext(
  input: Input<'publishRelease'>,
  ifMatch: string,
  dependencies: Dependencies,
): Promise<HandlerResponse<'publishRelease'>> {
  const { body, headers } = input;
  const snapshot = await newestSnapshot(dependencies);
  const current = snapshot.taxonomy.release;
  const request = idempotentRequest(headers['idempotency-key'], body);
  // Looked up after the snapshot is chosen: the snapshot then contains what the key published before. Looked up
  // before If-Match is compared: a retry would otherwise fail because of its own release.
  const before = await findPublished(dependencies.store, request);
  if (before) return created(before);

  if (ifMatch !== tagOf(current)) throw preconditionFailed(ifMatch, current.version);
  return dependencies.publications.inTurn(() => publishAfter(snapshot, input, request, dependencies));
}

/** Another process may have published. Starting from its release avoids a conflict. */
async function newestSnapshot({ store, snapshots }: Dependencies): Promise<ServedSnapshot> {
  const [newest] = await store.list();
  await snapshots.refresh(newest?.version);
  const { blocking } = store.damage();
  if (blocking) throw blocking;
  return snapshots.current();
}

async function publishAfter(
  snapshot: ServedSnapshot,
  { body, headers, caller }: Input<'publishRelease'>,
  request: IdempotentRequest | undefined,
  dependencies: Dependencies,
): Promise<HandlerResponse<'publishRelease'>> {
  const current = snapshot.taxonomy.release;
  try {
    // If the publication before this one succeeded, the store would refuse this one too, but only after all the work.
    checkStillCurrent(dependencies.snapshots.current().taxonomy.release.version, current.version);
    // Loaded only now: the history of all releases is large, and waiting publications must not each hold one.
    const history = await loadHistory(dependencies.store, current.version);
    const prepared = await prepareAside(snapshot, { history, body, now: dependencies.clock.now() });
    if (prepared.status === 'violations') throw ruleViolation(prepared.violations, dependencies.contract);
    // The key is not stored, because nothing was published. The same request sent again after another release is
    // treated as a new one, and If-Match refuses it.
    if (prepared.status === 'unchanged') {
      const info = (await findInfo(dependencies.store, current.version)) ?? releaseInfo(current);
      return { status: 200, body: info, headers: { ETag: tagOf(current) } };
    }
    const removals = removalsToConfirm(current, prepared.changes);
    if (removals && removals.removed !== headers['removals-confirmed']) throw removalsNotConfirmed(removals);
    const next = { ...prepared, provenance: provenanceOf(caller, body) };
    return created(await publish(next, current.version, request, dependencies));
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    // A concurrent retry of the same request won; return its release.
    const before = await findPublished(dependencies.store, request);
    if (before) return created(before);
    throw versionConflict(error, current.version);
  }
}

function provenanceOf(
  { subject, tokenId, keyId }: Partial<Caller> = {},
  { note }: Input<'publishRelease'>['body'],
): Provenance {
  return {
    ...(subject !== undefined && { publisher: subject }),
    ...(tokenId !== undefined && { tokenId }),
    ...(keyId !== undefined && { keyId }),
    ...(note !== undefined && { note }),
  };
}

async function publish(
  next: NewRelease & { readonly provenance: Provenance },
  expected: string,
  request: IdempotentRequest | undefined,
  { store, snapshots }: Dependencies,
): Promise<ReleaseInfo> {
  await store.publish(next, expected, request);
  // Lets waiting reads run between storing and loading.
  await nextTurn();
  // Waits until the new release is served, so that the publisher can read it.
  await snapshots.refresh(next.release.version);
  return { ...releaseInfo(next.release), ...next.provenance };
}

function created(release: ReleaseInfo): HandlerResponse<'publishRelease'> {
  const { version } = release;
  const Location = expandPath(routes.getRelease.path, { version });
  const headers = { Location, ETag: tagOf(release) };
  return { status: 201, body: release, headers };
}

/** The ETag of the whole registry is its current version. If-Match is compared with it. */
function tagOf({ version }: Pick<Release, 'version'>): string {
  return `"${version}"`;
}
