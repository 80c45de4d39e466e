/**
 * Publishers are killed, and publishers race each other, on both stores. No acknowledged release may be lost, and
 * no release may be stored by half or twice.
 */
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
import { readJson, readyPath, unlimitedProduction } from '../lib/api.ts';

export interface Effort {
  readonly kills: number;
  readonly races: number;
}

export interface StormResult extends StormReport {
  readonly store: string;
  readonly storm: 'kills' | 'races';
  readonly rounds: number;
  /** How long the server took to start on the store after the storm. */
  readonly startMs: number;
}

export interface DurabilityBench extends Effort {
  readonly storms: readonly StormResult[];
  /** Why PostgreSQL was not measured, if it was not. */
  readonly absence?: string;
  readonly node: string;
}

type Storm = (target: StoreOptions, rounds: number) => Promise<StormReport>;

export async function benchDurability(
  effort: Effort,
  print: (line: string) => void,
): Promise<DurabilityBench> {
  const absence = await findAbsence();
  const storms = await runStorms('SQLite', createSqliteDatabase, effort, print);
  if (absence === undefined) {
    storms.push(...(await runStorms('PostgreSQL', createPostgresDatabase, effort, print)));
  }
  return { ...effort, storms, ...(absence !== undefined && { absence }), node: process.version };
}

async function runStorms(
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
      return { store, storm, rounds, ...report, startMs: await timeStartOn(database.options) };
    } finally {
      await database.drop();
    }
  };
  return [await runStorm('kills', kills, killStorm), await runStorm('races', races, raceStorm)];
}

/** @throws Error when the server does not serve the current release of the store, complete */
async function timeStartOn(options: StoreOptions): Promise<number> {
  const { databaseUrl = '', dataDir } = options;
  const store = await openStore(options);
  const [current] = await store.list();
  await store.close();
  const start = performance.now();
  const env = { ...unlimitedProduction, DATABASE_URL: databaseUrl, DATA_DIR: dataDir };
  const { urls, stop } = await startServer('server/main.ts', ['PORT'], { env, readyPath });
  const startMs = performance.now() - start;
  const served = await readJson(urls.PORT, 'getTaxonomy');
  await stop();
  if (served.version !== current?.version || checksum(served) !== current?.checksum) {
    throw new Error(
      `After the storm the server serves ${served.version}, and not the complete ${current?.version}.`,
    );
  }
  return startMs;
}
