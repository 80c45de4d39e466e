import { setTimeout as sleep } from 'node:timers/promises';
import { DamagedRelease } from './damage.ts';
import { type ReleaseStore, StoreUnavailable } from './store.ts';

// Reading one takes 20 ms at most. One of 90,000 takes 400 ms, in which no request is served.
const mostItems = 4000;

/**
 * Reads every release once, one a second, so that the store knows what is damaged before somebody asks for it. Larger
 * ones are left to `npm run taxonomy -- verify`. Does not keep the process alive.
 */
export async function checkReleases(
  store: Pick<ReleaseStore, 'list' | 'get'>,
  report: (damaged: DamagedRelease) => void,
  pauseMs = 1000,
): Promise<void> {
  const releases = await whenAvailable(pauseMs, () => store.list());
  for (const { version, totalItems } of releases) {
    if (totalItems > mostItems) continue;
    await whenAvailable(pauseMs, () =>
      store.get(version).catch((error: unknown) => {
        if (!(error instanceof DamagedRelease)) throw error;
        report(error);
        return undefined;
      }),
    );
  }
}

/** Tries again, until the store is available. */
async function whenAvailable<Value>(pauseMs: number, read: () => Promise<Value>): Promise<Value> {
  for (;;) {
    await sleep(pauseMs, undefined, { ref: false });
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
}
