/**
 * Several servers on one PostgreSQL, read from all the time: a release published at one is soon served by all,
 * and no reader notices the publishing, nor that the database is stopped and started.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type StartedServer, stopAll } from '../../lib/process.ts';
import { createTestIssuer, type TestIssuer } from '../../server/testing/test-issuer.ts';
import type { BreakableDatabase } from './breakable-database.ts';
import { type ReadReport, startReaders } from './readers.ts';
import {
  currentVersion,
  healthStatus,
  listVersions,
  type Publication,
  publishAt,
  timeUntil,
} from './replica.ts';
import { startReplicas } from './start-replicas.ts';

export interface Effort {
  readonly replicas: number;
  readonly publishes: number;
  /** How long the database stays down once every replica has noticed. */
  readonly downMs: number;
}

/** Each list is by replica. */
export interface ReplicasBench extends Effort {
  readonly database: string;
  readonly node: string;
  /** From sending a publication, to any replica, until this one serves it; a list for each publication. */
  readonly reachMs: readonly (readonly number[])[];
  readonly outage: Outage;
  readonly reachAfterOutageMs: readonly number[];
  /** What was there and what was published, and what a replica lists in the end. */
  readonly published: readonly string[];
  readonly versions: readonly (readonly string[])[];
  readonly reads: readonly ReadReport[];
}

/** Of the database. From its stop until health tells of it, and from its start. */
export interface Outage {
  readonly noticeMs: readonly number[];
  readonly recoverMs: readonly number[];
  /** How a publication is answered meanwhile. */
  readonly refusals: readonly Publication[];
}

interface Stage {
  readonly origins: readonly string[];
  readonly issuer: TestIssuer;
  /** The versions that all replicas have, the current one last. */
  readonly shared: string[];
}

/** Drops the database at the end, whatever came of it. */
export async function benchReplicas(
  database: BreakableDatabase,
  effort: Effort,
  print: (line: string) => void,
): Promise<ReplicasBench> {
  const issuer = await createTestIssuer();
  const servers: StartedServer<'PORT'>[] = [];
  try {
    print(`${effort.replicas} replicas on ${database.kind} …`);
    await startReplicas(servers, effort.replicas, { ...issuer.environment, DATABASE_URL: database.url });
    const origins = servers.map(({ urls }) => urls.PORT);
    const shared = (await listVersions(origins[0] ?? '')).reverse();
    const figures = await readMeanwhile(origins, shared, () =>
      act(database, effort, { origins, issuer, shared }, print),
    );
    return { ...effort, database: database.kind, node: process.version, ...figures };
  } finally {
    await stopAll(servers.map(({ child }) => child));
    await issuer.close();
    await database.drop();
  }
}

async function readMeanwhile<Figures>(
  origins: readonly string[],
  shared: readonly string[],
  act: () => Promise<Figures>,
): Promise<Figures & { reads: readonly ReadReport[] }> {
  const readers = origins.map((origin) => startReaders(origin, shared));
  const stopReading = () => Promise.all(readers.map((reader) => reader.stop()));
  try {
    const figures = await act();
    return { ...figures, reads: await stopReading() };
  } finally {
    await stopReading();
  }
}

async function act(
  database: BreakableDatabase,
  { publishes, downMs }: Effort,
  stage: Stage,
  print: (line: string) => void,
) {
  print(`${publishes} releases …`);
  const reachMs: number[][] = [];
  for (let made = 0; made < publishes; made += 1) reachMs.push(await timeReach(stage, made));
  print('The database stops …');
  const outage = await timeOutage(database, stage, downMs);
  const reachAfterOutageMs = await timeReach(stage, publishes);
  const versions = await Promise.all(stage.origins.map(listVersions));
  return { reachMs, outage, reachAfterOutageMs, published: stage.shared, versions };
}

/** Publishes at one replica after the other. @throws Error when it is not published */
async function timeReach({ origins, issuer, shared }: Stage, made: number): Promise<number[]> {
  const before = shared.at(-1);
  const at = origins[made % origins.length] ?? '';
  const headers = await issuer.bearer();
  const start = performance.now();
  const publish = async () => {
    const { status, version = '' } = await publishAt(at, `Publication ${made}`, headers);
    if (status !== 201) throw new Error(`publishing at ${at} was answered ${status}`);
    return version;
  };
  const reached = (origin: string) =>
    timeUntil(
      `${origin} serves more than ${before}`,
      start,
      async () => (await currentVersion(origin)) !== before,
    );
  const [version, times] = await Promise.all([publish(), Promise.all(origins.map(reached))]);
  shared.push(version);
  return times;
}

async function timeOutage(
  database: BreakableDatabase,
  { origins, issuer }: Stage,
  downMs: number,
): Promise<Outage> {
  const health = (status: string, start: number) =>
    origins.map((origin) =>
      timeUntil(`${origin} is ${status}`, start, async () => (await healthStatus(origin)) === status),
    );
  const stopped = performance.now();
  await database.stop();
  const noticeMs = await Promise.all(health('degraded', stopped));
  const headers = await issuer.bearer();
  const refusals = await Promise.all(origins.map((origin) => publishAt(origin, 'Refused', headers)));
  await sleep(downMs);
  await database.start();
  const recoverMs = await Promise.all(health('healthy', performance.now()));
  return { noticeMs, recoverMs, refusals };
}
