import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from './store.ts';

/** How long a call waits for a connection, or for another publisher to finish. */
export const patienceMs = 2000;

/** Does the work, again while another process writes to the SQLite file. PostgreSQL waits for locks by itself. */
export async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await sleep(5 + Math.random() * 15);
    }
  }
}

function isBusy(error: unknown): boolean {
  const cause = error instanceof StoreUnavailable && error.cause;
  return cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_BUSY';
}
