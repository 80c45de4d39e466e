import type { Logger } from 'pino';
import type { Contract } from '../contract/contract.ts';
import type { Schemas } from '../contract/schemas.ts';
import { Problem } from './problem.ts';
import { buildSnapshot, type ServedSnapshot } from './snapshot.ts';
import type { ReleaseStore } from './store/store.ts';

export interface Snapshots {
  /** The snapshot to answer from; a request asks once. Throws a Problem while there is none. */
  current(): ServedSnapshot;
  /** The same without the Problem, for whoever reports on it. */
  loaded(): ServedSnapshot | undefined;
  /** Builds the snapshot of the store's current release, then swaps the one pointer to it. */
  load(): Promise<void>;
}

export function createSnapshots(
  store: ReleaseStore,
  contract: Contract,
  schemas: Schemas,
  logger: Logger,
): Snapshots {
  let served: ServedSnapshot | undefined;
  return {
    current() {
      if (served) return served;
      throw new Problem('unavailable', 'No release is loaded yet. Try again in 30 seconds.', {
        headers: { 'Retry-After': '30' },
      });
    },
    loaded: () => served,
    async load() {
      served = await buildSnapshot(await store.releases(), contract, schemas);
      logger.info({ version: served.taxonomy.release.version }, 'release loaded');
    },
  };
}
