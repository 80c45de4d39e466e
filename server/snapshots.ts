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
  /** Loads again unless this version is the one that is served; a failure is logged, and what is served stays. */
  keepUpWith(version: string | undefined): Promise<void>;
}

export function createSnapshots(
  store: ReleaseStore,
  contract: Contract,
  schemas: Schemas,
  logger: Logger,
): Snapshots {
  let served: ServedSnapshot | undefined;
  let loading: Promise<void> = Promise.resolve();
  const load = async () => {
    served = await buildSnapshot(await store.releases(), contract, schemas);
    logger.info({ version: served.taxonomy.release.version }, 'release loaded');
  };
  return {
    current() {
      if (served) return served;
      throw new Problem('unavailable', 'No release is loaded yet. Try again in 30 seconds.', {
        headers: { 'Retry-After': '30' },
      });
    },
    loaded: () => served,
    load,
    keepUpWith(version) {
      // One after the other: the last one to be told of is the last one to be loaded.
      loading = loading.then(async () => {
        if (version === undefined || version === served?.taxonomy.release.version) return;
        await load().catch((error) => logger.error({ err: error, version }, 'a release could not be loaded'));
      });
      return loading;
    },
  };
}
