/**
 * Several servers on one PostgreSQL, read from all the time. A release published at one replica has to be served
 * by all soon. No reader may notice the publishing, nor that the database stops and starts.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type StartedServer, stopAll } from '../../lib/process.ts';
import { createTestIssuer, type TestIssuer } from '../../server/testing/test-issuer.ts';
import { servedVersion } from '../lib/api.ts';
import { timeUntil } from '../lib/time-until.ts';
import type { BreakableDatabase } from './database.ts';
import { type ReadReport, startReaders } from './readers.ts';
import { healthStatus, listVersions, type Publication, publishAt, startReplicas } from './replica.ts';

export interface Effort {
  readonly replicas: number;
  readonly publishes: number;
  /** Milliseconds that the database stays down after every replica has noticed. */
  readonly downMs: number;
}

/** Each list has one entry for each replica, unless it says otherwise. */
export interface ReplicasBench extends Effort {
  readonly database: string;
  readonly node: string;
  /** From sending a publication, to any replica, until this replica serves it; one list for each publication. */
  readonly reachMs: readonly (readonly number[])[];
  readonly outage: Outage;
  readonly reachAfterOutageMs: readonly number[];
  /** The versions of all releases, oldest first: those at the start, and those published. */
  readonly published: readonly string[];
  /** The versions that each replica lists at the end, newest first. */
  readonly versions: readonly (readonly string[])[];
  readonly reads: readonly ReadReport[];
}

export interface Outage {
  /** From the stop of the database until health is degraded. */
  readonly noticeMs: readonly number[];
  /** From the start of the database until health is healthy. */
  readonly recoverMs: readonly number[];
  /** The responses to publications while the database was down. */
  readonly refusals: readonly Publication[];
}

interface Setup {
  readonly origins: readonly string[];
  readonly issuer: TestIssuer;
  /** The versions that all replicas have, the current one last. It grows with each publication. */
  readonly shared: string[];
}

type Print = (line: string) => void;

const waiting = { timeoutMs: 30_000, pollMs: 10 };

/** Drops the database at the end, also after an error. */
export async function benchReplicas(
  database: BreakableDatabase,
  effort: Effort,
  print: Print,
): Promise<ReplicasBench> {
  const issuer = await createTestIssuer();
  const servers: StartedServer<'PORT'>[] = [];
  try {
    print(`${effort.replicas} replicas, the database: ${database.kind} …`);
    await startReplicas(servers, effort.replicas, { ...issuer.environment, DATABASE_URL: database.url });
    const origins = servers.map(({ urls }) => urls.PORT);
    const shared = (await listVersions(origins[0] ?? '')).reverse();
    const figures = await measureWhileReading(database, effort, { origins, issuer, shared }, print);
    return { ...effort, database: database.kind, node: process.version, ...figures };
  } finally {
    await stopAll(servers.map(({ child }) => child));
    await issuer.close();
    await database.drop();
  }
}

async function measureWhileReading(database: BreakableDatabase, effort: Effort, setup: Setup, print: Print) {
  const readers = setup.origins.map((origin) => startReaders(origin, setup.shared));
  const stopReading = () => Promise.all(readers.map((reader) => reader.stop()));
  try {
    const figures = await measure(database, effort, setup, print);
    return { ...figures, reads: await stopReading() };
  } finally {
    await stopReading();
  }
}

async function measure(
  database: BreakableDatabase,
  { publishes, downMs }: Effort,
  setup: Setup,
  print: Print,
) {
  print(`${publishes} releases …`);
  const reachMs: number[][] = [];
  for (let made = 0; made < publishes; made += 1) reachMs.push(await timeReach(setup, made));
  print('The database stops …');
  const outage = await timeOutage(database, setup, downMs);
  const reachAfterOutageMs = await timeReach(setup, publishes);
  const versions = await Promise.all(setup.origins.map(listVersions));
  return { reachMs, outage, reachAfterOutageMs, published: setup.shared, versions };
}

/** Publishes at each replica in turn. @throws Error when the release is not published */
async function timeReach({ origins, issuer, shared }: Setup, made: number): Promise<number[]> {
  const before = shared.at(-1);
  const publisher = origins[made % origins.length] ?? '';
  const headers = await issuer.bearer();
  const start = performance.now();
  const publish = async () => {
    const { status, version = '' } = await publishAt(publisher, `Publication ${made}`, headers);
    if (status !== 201) throw new Error(`${publisher} responded ${status} to a publication`);
    return version;
  };
  const reached = (origin: string) => {
    const isNewer = async () => (await servedVersion(origin)) !== before;
    return timeUntil(`${origin} serves a newer release than ${before}`, isNewer, { ...waiting, start });
  };
  const [version, times] = await Promise.all([publish(), Promise.all(origins.map(reached))]);
  shared.push(version);
  return times;
}

async function timeOutage(
  database: BreakableDatabase,
  { origins, issuer }: Setup,
  downMs: number,
): Promise<Outage> {
  const timeHealth = (status: string, start: number) =>
    Promise.all(
      origins.map((origin) => {
        const isSo = async () => (await healthStatus(origin)) === status;
        return timeUntil(`${origin} is ${status}`, isSo, { ...waiting, start });
      }),
    );
  const stopped = performance.now();
  await database.stop();
  const noticeMs = await timeHealth('degraded', stopped);
  const headers = await issuer.bearer();
  const refusals = await Promise.all(origins.map((origin) => publishAt(origin, 'Refused', headers)));
  await sleep(downMs);
  await database.start();
  const recoverMs = await timeHealth('healthy', performance.now());
  return { noticeMs, recoverMs, refusals };
}
