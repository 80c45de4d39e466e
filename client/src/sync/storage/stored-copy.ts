/** A storage that may not work: the quota is used up, the database is closed or blocked, the window is a private one. */
import type { Release } from '../../../../taxonomy/tree.ts';
import type { SyncError, SyncState } from '../model.ts';
import { verifyRelease } from '../verify.ts';
import { reasonOf, withinTime } from '../waiting.ts';
import type { SyncStorage } from './model.ts';

export interface StoredCopy {
  /** The newest one that is whole; `undefined` when there is none, or the storage does not work. */
  load(): Promise<Release | undefined>;
  /** Tried again with each call until it works. What is stored already is not stored again. */
  save(release: Release): Promise<void>;
  /** `memory` while the storage does not work, with the reason. */
  readonly state: { readonly kind: SyncState['storage']; readonly error?: SyncError };
}

// An open database answers in milliseconds; one that another tab blocks does not answer at all.
const longestMs = 5_000;

/** @param signal ends the waiting */
export function createStoredCopy(storage: SyncStorage, signal: AbortSignal): StoredCopy {
  let stored: Release | undefined;
  let error: SyncError | undefined;
  async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      const result = await withinTime(work(), longestMs, signal);
      error = undefined;
      return result;
    } catch (reason) {
      const message = `It cannot be stored: ${reasonOf(reason)}`;
      error = { code: 'storage', message };
      return undefined;
    }
  }
  return {
    get state(): StoredCopy['state'] {
      return error ? { kind: 'memory', error } : { kind: storage.kind };
    },
    load: () =>
      attempt(async () => {
        for await (const candidate of storage.load()) {
          stored = await verifyRelease(candidate);
          if (stored) break;
        }
        return stored;
      }),
    save: async (release) => {
      if (release === stored) return;
      await attempt(async () => {
        await storage.save(release);
        stored = release;
      });
    },
  };
}
