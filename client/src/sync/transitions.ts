/** What each event does to the state of a sync, as one table, and when the next poll follows. Pure. */
import type { Release } from '../../../taxonomy/tree.ts';
import { compareVersions } from '../../../taxonomy/version.ts';
import type { SyncError, SyncSource, SyncStatus } from './model.ts';

/** What happened. The outcome of a poll comes from this tab, or from another one that polls for all. */
export type SyncEvent =
  /** The storage or the bundle has a copy. */
  | { readonly type: 'loaded'; readonly copy: Release; readonly source: SyncSource }
  /** The service has the release of the copy. */
  | { readonly type: 'confirmed' }
  /** The service has another release, and its checksum is right. */
  | { readonly type: 'updated'; readonly copy: Release; readonly source: SyncSource }
  /** The service responds with an older release, past all caches too. */
  | { readonly type: 'older'; readonly error: SyncError }
  /** The service cannot be reached, or its response cannot be used. */
  | { readonly type: 'failed'; readonly error: SyncError; readonly retryAfterMs?: number }
  /** 401 or 403. */
  | { readonly type: 'denied'; readonly error: SyncError }
  /** The page was frozen or hidden, or the machine slept, for longer than a poll takes to be due. */
  | { readonly type: 'woke' }
  /** The caller wants a poll. */
  | { readonly type: 'asked' };

/** When the next poll is: `keep` leaves the timer as it is. */
export type NextPoll = 'now' | 'interval' | 'backoff' | 'never' | 'keep';

type Cell = readonly [status: SyncStatus, next: NextPoll];

/** A status or an event without a cell does not compile. */
export type Transitions = Readonly<Record<SyncStatus, Readonly<Record<SyncEvent['type'], Cell>>>>;

export const transitions: Transitions = {
  starting: {
    loaded: ['stale', 'now'],
    confirmed: ['starting', 'keep'],
    updated: ['fresh', 'interval'],
    older: ['starting', 'keep'],
    failed: ['offline', 'backoff'],
    denied: ['failed', 'never'],
    woke: ['starting', 'now'],
    asked: ['starting', 'now'],
  },
  fresh: {
    loaded: ['fresh', 'keep'],
    confirmed: ['fresh', 'interval'],
    updated: ['fresh', 'interval'],
    older: ['behind', 'interval'],
    failed: ['offline', 'backoff'],
    denied: ['failed', 'never'],
    woke: ['stale', 'now'],
    asked: ['fresh', 'now'],
  },
  stale: {
    loaded: ['stale', 'keep'],
    confirmed: ['fresh', 'interval'],
    updated: ['fresh', 'interval'],
    older: ['behind', 'interval'],
    failed: ['offline', 'backoff'],
    denied: ['failed', 'never'],
    woke: ['stale', 'now'],
    asked: ['stale', 'now'],
  },
  behind: {
    loaded: ['behind', 'keep'],
    confirmed: ['fresh', 'interval'],
    updated: ['fresh', 'interval'],
    older: ['behind', 'interval'],
    failed: ['offline', 'backoff'],
    denied: ['failed', 'never'],
    woke: ['behind', 'now'],
    asked: ['behind', 'now'],
  },
  offline: {
    loaded: ['offline', 'keep'],
    confirmed: ['fresh', 'interval'],
    updated: ['fresh', 'interval'],
    older: ['behind', 'interval'],
    failed: ['offline', 'backoff'],
    denied: ['failed', 'never'],
    woke: ['offline', 'now'],
    asked: ['offline', 'now'],
  },
  failed: {
    loaded: ['failed', 'keep'],
    confirmed: ['fresh', 'interval'],
    updated: ['fresh', 'interval'],
    older: ['behind', 'interval'],
    failed: ['offline', 'backoff'],
    denied: ['failed', 'never'],
    woke: ['failed', 'never'],
    asked: ['failed', 'now'],
  },
};

/** What a sync knows. `SyncState` is made from it. */
export interface Machine {
  readonly status: SyncStatus;
  readonly copy?: Release;
  readonly source?: SyncSource;
  /** Polls that failed, one after the other. */
  readonly failures: number;
  readonly lastError?: SyncError;
}

export const initial: Machine = { status: 'starting', failures: 0 };

/** Events that say nothing about the service. */
const silent: readonly SyncEvent['type'][] = ['loaded', 'woke', 'asked'];

/** The state after an event, and when the next poll is. A copy that is older than the one here changes nothing. */
export function reduce(
  machine: Machine,
  event: SyncEvent,
  table = transitions,
): { machine: Machine; next: NextPoll } {
  const given = 'copy' in event ? event : undefined;
  const order = given && machine.copy ? compareVersions(given.copy.version, machine.copy.version) : 1;
  if (order < 0) return { machine, next: 'keep' };
  const isSame = order === 0 && given?.copy.checksum === machine.copy?.checksum;
  const [status, next] = table[machine.status][event.type];
  const { lastError, failures, ...known } = machine;
  const error = 'error' in event ? event.error : silent.includes(event.type) ? lastError : undefined;
  return {
    machine: {
      ...known,
      ...(given && !isSame && { copy: given.copy, source: given.source }),
      status,
      failures: event.type === 'failed' ? failures + 1 : silent.includes(event.type) ? failures : 0,
      ...(error && { lastError: error }),
    },
    next,
  };
}
