/** Publishers are killed and race each other, on both stores: nothing acknowledged may be lost, nothing half there. */
import { routes } from '../../generated/operations.ts';
import { startServer } from '../../lib/process.ts';
import { openStore, type StoreOptions } from '../../server/store/open-store.ts';
import {
  createPostgresDatabase,
  createSqliteDatabase,
  findAbsence,
  type TestDatabase,
} from '../../server/store/testing/databases.ts';
import { killStorm, raceStorm, type StormReport } from '../../server/store/testing/storm.ts';
import { checksum } from '../../taxonomy/canonical.ts';
import { readyPath } from '../lib/processes.ts';

export interface Effort {
  readonly kills: number;
  readonly races: number;
}

export interface StormResult extends StormReport {
  readonly store: string;
  readonly storm: 'kills' | 'races';
  readonly rounds: number;
  /** How long the server took to start on what the storm left. */
  readonly startMs: number;
}

export interface DurabilityBench extends Effort {
  readonly storms: readonly StormResult[];
  /** Why there is nothing of PostgreSQL, if so. */
  readonly absence?: string;
  readonly node: string;
}

type Storm = (target: StoreOptions, rounds: number) => Promise<StormReport>;

export async function benchDurability(
  effort: Effort,
  print: (line: string) => void,
): Promise<DurabilityBench> {
  const absence = await findAbsence();
  const storms = await stormBoth('SQLite', createSqliteDatabase, effort, print);
  if (absence === undefined) {
    storms.push(...(await stormBoth('PostgreSQL', createPostgresDatabase, effort, print)));
  }
  return { ...effort, storms, ...(absence !== undefined && { absence }), node: process.version };
}

async function stormBoth(
  store: string,
  create: () => Promise<TestDatabase>,
  { kills, races }: Effort,
  print: (line: string) => void,
): Promise<StormResult[]> {
  const runStorm = async (storm: StormResult['storm'], rounds: number, run: Storm): Promise<StormResult> => {
    print(`${store}: ${rounds} ${storm} …`);
    const database = await create();
    try {
      const report = await run(database.options, rounds);
      return { store, storm, rounds, ...report, startMs: await startOn(database.options) };
    } finally {
      await database.drop();
    }
  };
  return [await runStorm('kills', kills, killStorm), await runStorm('races', races, raceStorm)];
}

/** @throws Error when the server does not serve the store's current release, whole. */
async function startOn(options: StoreOptions): Promise<number> {
  const { databaseUrl = '', dataDir } = options;
  const store = await openStore(options);
  const [current] = await store.list();
  await store.close();
  const start = performance.now();
  const env = { ENVIRONMENT: 'production', DATABASE_URL: databaseUrl, DATA_DIR: dataDir };
  const { urls, stop } = await startServer('server/main.ts', ['PORT'], { env, readyPath });
  const startMs = performance.now() - start;
  const response = await fetch(`${urls.PORT}${routes.getTaxonomy.path}`);
  const served = await response.json();
  await stop();
  if (served.version !== current?.version || checksum(served) !== current?.checksum) {
    throw new Error(
      `The server started on what the storm left serves ${served.version}, and not ${current?.version} whole.`,
    );
  }
  return startMs;
}
