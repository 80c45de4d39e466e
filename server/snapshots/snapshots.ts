import { performance } from 'node:perf_hooks';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import type { Contract } from '../../contract/model.ts';
import { unavailable } from '../http/problem.ts';
import { loadCurrent, type ReleaseStore } from '../store/store.ts';
import type { Precompute } from './precompute.ts';
import { buildSnapshot, type ServedSnapshot, type SnapshotOptions } from './served-snapshot.ts';

export interface Snapshots {
  /** The snapshot being served. A request reads it once. Throws a 503 Problem before the first load. */
  current(): ServedSnapshot;
  /** The snapshot being served, or undefined before the first load. */
  currentOrUndefined(): ServedSnapshot | undefined;
  /** Builds the snapshot of the store's current release and then serves it. */
  load(): Promise<void>;
  /** Loads unless this version is being served. A failed load is logged, and the served snapshot stays. */
  refresh(version: string | undefined): Promise<void>;
}

export interface SnapshotsDependencies extends SnapshotOptions {
  readonly store: ReleaseStore;
  readonly contract: Contract;
  readonly precompute: Precompute;
  readonly logger: Logger;
}

export function createSnapshots(dependencies: SnapshotsDependencies): Snapshots {
  const { logger } = dependencies;
  let served: ServedSnapshot | undefined;
  const oneAtATime = pLimit(1);
  const announced = new Set<string>();
  const load = async () => {
    served = await loadSnapshot(dependencies, served);
  };
  // Coalesces: one load covers every version announced before it starts.
  const loadAnnounced = async () => {
    const versions = [...announced];
    announced.clear();
    if (versions.every((version) => version === served?.taxonomy.release.version)) return;
    await load().catch((error) => logger.error({ err: error, versions }, 'a release could not be loaded'));
  };
  return {
    current() {
      if (served) return served;
      throw unavailable('No release is loaded yet.');
    },
    currentOrUndefined: () => served,
    load,
    refresh(version) {
      if (version !== undefined) announced.add(version);
      return oneAtATime(loadAnnounced);
    },
  };
}

async function loadSnapshot(
  { store, contract, precompute, logger, ...options }: SnapshotsDependencies,
  served: ServedSnapshot | undefined,
): Promise<ServedSnapshot> {
  const current = await loadCurrent(store);
  if (!current) throw new Error('the store has no release to serve');
  for (const err of store.damage().all) logger.error({ err }, 'a release is damaged in the store');
  const { version } = current.release;
  // A newer release is damaged. Its load is tried again every 30 s.
  if (served?.taxonomy.release.version === version) return served;
  const start = performance.now();
  const snapshot = await buildSnapshot(current, contract, precompute, options);
  const buildMs = Math.round(performance.now() - start);
  logger.info({ version, buildMs }, 'release loaded');
  return snapshot;
}
