/**
 * Where releases are stored. A release is immutable and is never deleted. Publishing appends a release in one
 * transaction; readers see it only after the commit.
 */
import type { ReverseDelta } from '../../taxonomy/history.ts';
import type { PreparedRelease } from '../../taxonomy/publication.ts';
import type { Provenance, Release, ReleaseInfo } from '../../taxonomy/tree.ts';
import { compareVersions } from '../../taxonomy/version.ts';
import { type Damage, DamagedRelease } from './damage.ts';

export interface ReleaseStore {
  /**
   * Every release without its tree, newest first. The cost does not depend on the size of the taxonomy. Damaged
   * ones are left out; `damage` names them.
   */
  list(): Promise<readonly ReleaseInfo[]>;
  /** The release with this version, `undefined` if there is none. Throws DamagedRelease. */
  get(version: string): Promise<Release | undefined>;
  /** The reverse deltas of all releases, newest first; they end before a damaged one. */
  history(): Promise<readonly ReverseDelta[]>;
  /**
   * Appends the release if `expected` is still the current version (`undefined`: nothing is published).
   * Throws VersionConflict if it is not, if the new version is not higher, or if the key was used before.
   * Throws DamagedRelease while the newest release or the history is known to be damaged.
   * After StoreUnavailable the release may or may not be stored: ask `published`.
   */
  publish(next: NewRelease, expected: string | undefined, request?: IdempotentRequest): Promise<void>;
  /** What was published under an idempotency key. */
  published(key: string): Promise<Publication | undefined>;
  /**
   * Reports the current version: soon after the call, soon after any process has published, and every 30 s, so
   * that a failed load is tried again. `report` must not throw. Returns a function that stops watching.
   */
  watch(report: (current: string | undefined) => void): () => Promise<void>;
  /** Rejects with StoreUnavailable while the store cannot be used. */
  ping(): Promise<void>;
  /** What the reads so far have found damaged. Reads nothing. */
  damage(): Damage;
  /** Stop watching first. */
  close(): Promise<void>;
}

/** A release with its reverse delta. */
export interface NewRelease extends Pick<PreparedRelease, 'release' | 'reverse'> {
  readonly provenance?: Provenance;
}

/** A request to publish that the client may retry: its idempotency key, and the SHA-256 of its body. */
export interface IdempotentRequest {
  readonly key: string;
  readonly bodyHash: string;
}

export interface Publication {
  readonly version: string;
  readonly bodyHash: string;
}

/** How many releases, newest first, an incremental sync may start from. Older ones can still be read. */
export const RETAINED_RELEASES = 50;

/** The current release, and the infos and reverse deltas of all releases up to it, newest first. */
export interface Current {
  readonly release: Release;
  readonly releases: readonly ReleaseInfo[];
  readonly history: readonly ReverseDelta[];
}

/**
 * Reads the newest release that is whole; `undefined` when nothing is published. Throws DamagedRelease when none is
 * whole.
 */
export async function loadCurrent(
  store: Pick<ReleaseStore, 'list' | 'get' | 'history' | 'damage'>,
): Promise<Current | undefined> {
  const releases = await store.list();
  for (const [index, { version }] of releases.entries()) {
    const release = await store.get(version).catch(undefinedIfDamaged);
    if (release)
      return { release, releases: releases.slice(index), history: await loadHistory(store, version) };
  }
  const [damaged] = store.damage().all;
  if (damaged) throw damaged;
  return undefined;
}

function undefinedIfDamaged(error: unknown): undefined {
  if (!(error instanceof DamagedRelease)) throw error;
}

/** Reads all reverse deltas from this version back to the first release. Only publishing needs all of them. */
export async function loadHistory(
  store: Pick<ReleaseStore, 'history'>,
  version: string,
): Promise<Current['history']> {
  const history = await store.history();
  // Releases are only appended, so the newer ones were published after `version` was read, or are damaged.
  const start = history.findIndex((reverse) => reverse.version === version);
  // The history ends before `version` when a newer release is damaged: then no delta can be made.
  return start < 0 ? [{ version, changes: [] }] : history.slice(start);
}

/** Another release was published first. Read the current one and decide again. */
export class VersionConflict extends Error {
  readonly current: string | undefined;

  constructor(message: string, current: string | undefined) {
    super(message);
    this.name = 'VersionConflict';
    this.current = current;
  }
}

/** The store can be read, and this process must not use it. The message says why and what to do, in one sentence. */
export class StoreRefused extends Error {
  override name = 'StoreRefused';
}

/** The database is unreachable or returned an error. `cause` has its message, which is for the log only. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('The store of releases is not available. Try again later.', { cause });
    this.name = 'StoreUnavailable';
  }
}

/** Throws VersionConflict unless `expected` is the current version and `version` is higher. */
export function checkFollows(
  current: string | undefined,
  expected: string | undefined,
  version: string,
): void {
  checkStillCurrent(current, expected);
  if (current !== undefined && compareVersions(version, current) <= 0) {
    throw new VersionConflict(`Version ${version} is not above the current version ${current}.`, current);
  }
}

/** Throws VersionConflict unless `expected` is the current version. */
export function checkStillCurrent(current: string | undefined, expected: string | undefined): void {
  if (current === expected) return;
  const [now, then] = [current ?? 'none', expected ?? 'none'];
  throw new VersionConflict(`The current version is ${now}, and no longer ${then}.`, current);
}

export function keyConflict(key: string, current: string | undefined): VersionConflict {
  return new VersionConflict(`The idempotency key ${JSON.stringify(key)} was used before.`, current);
}
