/**
 * One poll for all tabs. Every tab has its own timer; the one whose timer ends first polls and tells the others, whose
 * timers then begin again, and take a little longer. So the same tab polls the next time, and nobody has to be elected:
 * when that tab is closed, crashed or frozen, the timer of another one ends. The lock is held during a poll alone and
 * keeps two timers that end at once apart.
 */
import type { Release } from '../../../taxonomy/tree.ts';
import { delay } from '../delay.ts';
import type { PollOutcome } from './poll.ts';
import type { SyncEvent } from './transitions.ts';

/** What one tab tells the others after a poll. The copy itself is in the storage. */
export type Told =
  | { readonly type: 'confirmed'; readonly version: string; readonly checksum: string }
  | Extract<SyncEvent, { type: 'older' | 'failed' | 'denied' }>;

/** @param copy what there is after the poll */
export function toldOf(event: PollOutcome['event'], copy: Release | undefined): Told {
  if (event.type !== 'confirmed' && event.type !== 'updated') return event;
  return { type: 'confirmed', version: copy?.version ?? '', checksum: copy?.checksum ?? '' };
}

/** Whether this is the release that was told. */
export function isTold(told: Extract<Told, { type: 'confirmed' }>, release: Release | undefined): boolean {
  return release?.version === told.version && release.checksum === told.checksum;
}

/** The tabs that heard of a poll wait so many times longer than the one that polled: still less than two intervals. */
export const longer = 1.4;

export interface Tabs {
  /**
   * Runs a poll unless another tab does.
   *
   * @returns how many intervals to wait before this tab tries again; `undefined` when it has polled
   */
  alone(run: () => Promise<undefined>): Promise<number | undefined>;
  tell(told: Told): void;
}

/** Outside a page, as in Node, there is one caller. */
export const oneTab: Tabs = { alone: (run) => run(), tell: () => {} };

// A message to another process may take longer than the release of a lock.
const messageMs = 100;

/**
 * @param name what the tabs have in common
 * @param hear gets what other tabs tell
 * @param signal ends it
 */
export function joinTabs(name: string, hear: (told: Told) => void, signal: AbortSignal): Tabs {
  if (typeof document === 'undefined' || typeof BroadcastChannel === 'undefined') return oneTab;
  const channel = new BroadcastChannel(name);
  let wasTaken = false;
  let wasTold = false;
  channel.onmessage = ({ data }) => {
    wasTaken = false;
    wasTold ||= data.type === 'confirmed';
    hear(data);
  };
  signal.addEventListener('abort', () => channel.close());
  const withLock: Tabs['alone'] = (run) =>
    new Promise((resolve, reject) => {
      wasTold = false;
      let hasLocks = false;
      const holdLock = async (lock: Lock | null) => {
        hasLocks = true;
        // The message was on its way when the timer of this tab ended.
        if (wasTold) return resolve(longer);
        wasTaken = !lock;
        // The other tab will tell. Should it be frozen, this one polls before two intervals are over.
        if (!lock) return resolve(0.5);
        resolve(await run());
        await delay(messageMs, signal);
      };
      // Who had the lock before, and has told nothing since, is frozen in the middle of a poll.
      const options: LockOptions = wasTaken ? { steal: true } : { ifAvailable: true };
      // It rejects for a poll that failed, for a lock that another tab took, and after the end. A page without an origin
      // of its own, as in a sandbox, is refused the lock.
      navigator.locks
        .request(name, options, holdLock)
        .catch((error) => (hasLocks || signal.aborted ? reject(error) : resolve(run())));
    });
  return {
    tell: (told) => {
      if (!signal.aborted) channel.postMessage(told);
    },
    // On plain http there are no locks: now and then two tabs poll at once.
    alone: (run) => (navigator.locks ? withLock(run) : run()),
  };
}
