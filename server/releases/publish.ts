import { setImmediate as nextTurn } from 'node:timers/promises';
import { expandPath } from '../../contract/paths.ts';
import { routes } from '../../generated/operations.ts';
import type { PreparedRelease } from '../../taxonomy/publication.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { type ReleaseInfo, releaseInfo } from '../../taxonomy/tree.ts';
import type { Dependencies, Handler } from '../handler.ts';
import type { HandlerResponse, Input, Schema } from '../operation-types.ts';
import type { ServedSnapshot } from '../snapshots/snapshot.ts';
import { checkStillCurrent, type IdempotentRequest, loadHistory, VersionConflict } from '../store/store.ts';
import { findPublished, idempotentRequest } from './idempotency.ts';
import { prepareAside } from './prepare-in-thread.ts';
import { preconditionFailed, ruleViolation, versionConflict } from './publish-problems.ts';

export const publishRelease: Handler<'publishRelease'> = (input, dependencies) =>
  dependencies.snapshots.admitPublication(() => publishNext(input, dependencies));

async function publishNext(
  { body, headers }: Input<'publishRelease'>,
  dependencies: Dependencies,
): Promise<HandlerResponse<'publishRelease'>> {
  const snapshot = await newestSnapshot(dependencies);
  const current = snapshot.taxonomy.release;
  const request = idempotentRequest(headers['idempotency-key'], body);
  // Not before the snapshot is chosen, for what its key has published until then is in the snapshot; and
  // before anything is compared with that, for sent again it meets its own release.
  const before = await findPublished(dependencies.store, request);
  if (before) return created(before);

  const ifMatch = headers['if-match'];
  if (ifMatch !== undefined && ifMatch !== tagOf(current)) throw preconditionFailed(ifMatch, current.version);
  return dependencies.snapshots.publishInTurn(() => publishAfter(snapshot, body, request, dependencies));
}

/** Another process may have published since; deciding on what is current spares the caller a conflict. */
async function newestSnapshot({ store, snapshots }: Dependencies): Promise<ServedSnapshot> {
  const [newest] = await store.list();
  await snapshots.refresh(newest?.version);
  return snapshots.current();
}

async function publishAfter(
  snapshot: ServedSnapshot,
  body: Schema['ReleaseRequest'],
  request: IdempotentRequest | undefined,
  dependencies: Dependencies,
): Promise<HandlerResponse<'publishRelease'>> {
  const current = snapshot.taxonomy.release;
  try {
    // Where the one before has published, the store would say no as well, but after all the work.
    checkStillCurrent(dependencies.snapshots.current().taxonomy.release.version, current.version);
    // In its turn: of all releases it is more than a server has to hold, least of all for each who waits.
    const history = await loadHistory(dependencies.store, current.version);
    const prepared = await prepareAside(snapshot, { history, body, now: dependencies.clock.now() });
    if ('violations' in prepared) throw ruleViolation(prepared.violations, dependencies.contract);
    // Its key is not remembered: nothing was done under it. Sent again after others have published, it is done
    // then, as if it had come late; If-Match is for those who do not want that.
    if (prepared.unchanged)
      return { status: 200, body: releaseInfo(current), headers: { ETag: tagOf(current) } };
    return created(await publish(prepared, current.version, request, dependencies));
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    // Sent again before it was answered, it has lost against itself.
    const before = await findPublished(dependencies.store, request);
    if (before) return created(before);
    throw versionConflict(error, current.version);
  }
}

async function publish(
  prepared: PreparedRelease,
  expected: string,
  request: IdempotentRequest | undefined,
  { store, snapshots }: Dependencies,
): Promise<ReleaseInfo> {
  await store.publish(prepared, expected, request);
  // Readers have their turn between what was stored and what is loaded.
  await nextTurn();
  // Who has published reads what was published.
  await snapshots.refresh(prepared.release.version);
  return releaseInfo(prepared.release);
}

function created(release: ReleaseInfo): HandlerResponse<'publishRelease'> {
  const { version } = release;
  const Location = expandPath(routes.getRelease.path, { version });
  const headers = { Location, ETag: tagOf(release) };
  return { status: 201, body: release, headers };
}

/** The registry as a whole has one tag, its current version: what If-Match is compared with. */
function tagOf({ version }: Pick<Release, 'version'>): string {
  return `"${version}"`;
}
