import { setTimeout as sleep } from 'node:timers/promises';
import { TaxonomyError } from '../../taxonomy/error.ts';
import { StoreUnavailable, VersionConflict } from './store.ts';

/** How long a call waits for a connection, or for another publisher to finish. */
export const patienceMs = 2000;

/**
 * Does the work, once more and again while another process writes to the SQLite file, and turns what a
 * database throws into StoreUnavailable. PostgreSQL waits for locks by itself.
 */
export async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof VersionConflict || error instanceof TaxonomyError) throw error;
      if (!isBusy(error) || performance.now() > deadline) throw new StoreUnavailable(error);
      await sleep(5 + Math.random() * 15);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
}
