import { performance } from 'node:perf_hooks';
import type { Logger } from 'pino';
import type { Contract } from '../../contract/model.ts';
import { unavailable } from '../http/problem.ts';
import { loadCurrent, type ReleaseStore } from '../store/store.ts';
import { type AtMost, createAtMost } from './at-most.ts';
import { createInTurn, type InTurn } from './in-turn.ts';
import type { Precompute } from './precompute.ts';
import { buildSnapshot, type ServedSnapshot } from './snapshot.ts';

export interface Snapshots {
  /** The snapshot to answer from; a request asks once. Throws a Problem while there is none. */
  current(): ServedSnapshot;
  /** The same without the Problem, for whoever reports on it. */
  currentOrUndefined(): ServedSnapshot | undefined;
  /** Builds the snapshot of the store's current release, then swaps the one pointer to it. */
  load(): Promise<void>;
  /** Loads again unless this version is the one that is served; a failure is logged, and what is served stays. */
  refresh(version: string | undefined): Promise<void>;
  /** For whoever publishes: large releases are prepared one at a time, whoever sends how many. */
  readonly publishInTurn: InTurn;
  /** Around all of a publication, whether it waits for its turn or for the store. */
  readonly admitPublication: AtMost;
}

// Each holds a body of up to 32 MiB, and the last should have its turn before who was refused tries again.
const mostPublications = 10;

export function createSnapshots(
  store: ReleaseStore,
  contract: Contract,
  precompute: Precompute,
  logger: Logger,
): Snapshots {
  let served: ServedSnapshot | undefined;
  const loadInTurn = createInTurn();
  const announced = new Set<string>();
  const load = async () => {
    served = await loadSnapshot(store, contract, precompute, logger);
  };
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
      // One after the other, and each for all that was announced of before it: ten releases at once are two loads.
      return loadInTurn(loadAnnounced);
    },
    publishInTurn: createInTurn(),
    admitPublication: createAtMost(mostPublications, () =>
      unavailable('As many publications as may wait are waiting.'),
    ),
  };
}

async function loadSnapshot(
  store: ReleaseStore,
  contract: Contract,
  precompute: Precompute,
  logger: Logger,
): Promise<ServedSnapshot> {
  const current = await loadCurrent(store);
  if (!current) throw new Error('there is no release to serve');
  const start = performance.now();
  const snapshot = await buildSnapshot(current, contract, precompute);
  const buildMs = Math.round(performance.now() - start);
  logger.info({ version: current.release.version, buildMs }, 'release loaded');
  return snapshot;
}
