/**
 * Where releases live. A release is immutable and none is ever deleted: publishing appends one, in one
 * transaction, and nobody reads it before that is done.
 */
import type { ReverseDelta } from '../../taxonomy/history.ts';
import type { PreparedRelease } from '../../taxonomy/publication.ts';
import type { Release, ReleaseInfo } from '../../taxonomy/tree.ts';
import { compareVersions } from '../../taxonomy/version.ts';

export interface ReleaseStore {
  /** Every release ever, newest first, without its tree: cheap whatever the size of the taxonomy. */
  list(): Promise<readonly ReleaseInfo[]>;
  /** Any release ever. */
  get(version: string): Promise<Release | undefined>;
  /** The way back from every release ever to the one before it, newest first. */
  history(): Promise<readonly ReverseDelta[]>;
  /**
   * Appends the release if `expected` is still the current version (`undefined`: nothing is published).
   * Throws VersionConflict if it is not, if the new version is not above it, or if the key was used before.
   * After StoreUnavailable the release may or may not be there: only `published` tells.
   */
  publish(next: NewRelease, expected: string | undefined, request?: IdempotentRequest): Promise<void>;
  /** What was published under an idempotency key. */
  published(key: string): Promise<Publication | undefined>;
  /**
   * Tells the current version: soon after the start, soon after any process has published, and every 30 s,
   * so that whoever failed to load a release is reminded. `report` must not throw. Returns how to stop.
   */
  watch(report: (current: string | undefined) => void): () => Promise<void>;
  /** Rejects while the store cannot answer. */
  ping(): Promise<void>;
  /** Stop watching first. */
  close(): Promise<void>;
}

/** A release with the way back to the one before it. */
export type NewRelease = Pick<PreparedRelease, 'release' | 'reverse'>;

/** A request to publish that its sender may repeat: the key names it, the hash is over its body. */
export interface IdempotentRequest {
  readonly key: string;
  readonly bodyHash: string;
}

export interface Publication {
  readonly version: string;
  readonly bodyHash: string;
}

/** Older releases can be read, but no delta starts from them. */
export const RETAINED_RELEASES = 50;

/** The current release, and what the store knows of all releases up to it, newest first. */
export interface Current {
  readonly release: Release;
  readonly releases: readonly ReleaseInfo[];
  readonly history: readonly ReverseDelta[];
}

/** Reads the current release; `undefined` when nothing is published. */
export async function loadCurrent(
  store: Pick<ReleaseStore, 'list' | 'get' | 'history'>,
): Promise<Current | undefined> {
  const releases = await store.list();
  const version = releases[0]?.version;
  const release = version === undefined ? undefined : await store.get(version);
  if (!release) return undefined;
  return { release, releases, history: await loadHistory(store, release.version) };
}

/** Reads the way back from a release to the first of all: whoever publishes needs it whole, and nobody for long. */
export async function loadHistory(
  store: Pick<ReleaseStore, 'history'>,
  version: string,
): Promise<Current['history']> {
  const history = await store.history();
  // Releases are only ever appended: what is newer than this one was published since.
  return history.slice(history.findIndex((reverse) => reverse.version === version));
}

/** Someone was first. Read the current release and decide again. */
export class VersionConflict extends Error {
  readonly current: string | undefined;

  constructor(message: string, current: string | undefined) {
    super(message);
    this.name = 'VersionConflict';
    this.current = current;
  }
}

/** The database did not answer, or answered with an error: its words are in `cause`, for the log alone. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('The store of releases is not available. Try again later.', { cause });
    this.name = 'StoreUnavailable';
  }
}

/** The rule of every store: a release follows the one that its publisher knew, with a higher version. */
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

export function checkStillCurrent(current: string | undefined, expected: string | undefined): void {
  if (current === expected) return;
  const [now, then] = [current ?? 'none', expected ?? 'none'];
  throw new VersionConflict(`The current version is ${now}, and no longer ${then}.`, current);
}

export function keyConflict(key: string, current: string | undefined): VersionConflict {
  return new VersionConflict(`The idempotency key ${JSON.stringify(key)} was used before.`, current);
}
