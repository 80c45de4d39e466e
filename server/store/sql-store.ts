import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { reverseDelta } from '../../taxonomy/history.ts';
import { type Release, releaseInfo } from '../../taxonomy/tree.ts';
import { createDamageLog, DamagedRelease, type DamageLog } from './damage.ts';
import {
  deltaRow,
  findCurrent,
  findHistory,
  findInfos,
  findPublication,
  findRelease,
} from './find-releases.ts';
import type { ProvenanceRow, ReleaseRow, ReverseDeltaRow, Schema } from './schema.ts';
import { fromDriver, retryWhileBusy, runExclusively, type SqlDatabase } from './sql-database.ts';
import {
  checkFollows,
  type IdempotentRequest,
  keyConflict,
  type NewRelease,
  type ReleaseStore,
  StoreUnavailable,
} from './store.ts';
import { rowChecksum } from './stored-row.ts';

export function createSqlStore(database: SqlDatabase): ReleaseStore {
  const { db, bytes, watch } = database;
  const log = createDamageLog();
  return {
    async list() {
      const { whole, damaged, newest } = await retryWhileBusy(() => findInfos(database));
      log.setNewest(newest);
      log.record('list', damaged);
      return whole;
    },
    get: (version) => retryWhileBusy(() => getRecorded(database, log, version)),
    async history() {
      const { whole, damaged } = await retryWhileBusy(() => findHistory(database));
      log.record('history', damaged);
      return whole;
    },
    async publish(next, expected, request) {
      const { blocking } = log.damage();
      if (blocking) throw blocking;
      // Serialised before the lock is taken, because it takes longer than the rest.
      const rows = createRows(next, request);
      await nextTurn();
      await retryWhileBusy(() =>
        runExclusively(database, (connection) => append({ db: connection, bytes }, rows, expected)),
      );
      await fromDriver(() => {
        // Again, because the files may have been deleted while it was stored.
        database.checkFiles();
        database.settle();
      });
    },
    published: (key) => retryWhileBusy(() => findPublication(database, key)),
    watch,
    async ping() {
      await fromDriver(database.checkFiles);
      await retryWhileBusy(() => hasReleases(db));
    },
    damage: log.damage,
    async close() {
      // For releases that another process prevented from being settled. Without its files, nothing is left to do.
      await fromDriver(async () => {
        database.checkFiles();
        if (await hasReleases(db)) database.settle();
      }).catch(() => {});
      await db.destroy();
    },
  };
}

async function getRecorded(
  database: SqlDatabase,
  log: DamageLog,
  version: string,
): Promise<Release | undefined> {
  const release = await findRelease(database, version).catch((error: unknown) => {
    const damaged = isCorruption(error) ? new DamagedRelease(version, 'the database cannot read it') : error;
    if (damaged instanceof DamagedRelease) log.record(version, [damaged]);
    throw damaged;
  });
  if (release) log.record(version, []);
  else if (log.damage().all.some((damaged) => damaged.release.startsWith('#')))
    throw new DamagedRelease(version, 'it may be the release whose version cannot be read');
  return release;
}

/** Whether the database found its own pages damaged: SQLITE_CORRUPT, and the class XX of PostgreSQL. */
function isCorruption(error: unknown): boolean {
  const { code } = Object(error instanceof StoreUnavailable && error.cause);
  return /^(?:SQLITE_CORRUPT|XX00[12]$)/.test(String(code));
}

/** Seeds the store if nothing is published. Must run in an exclusive transaction. */
export async function seed(connection: Connection, releases: readonly Release[]): Promise<void> {
  if (await hasReleases(connection.db)) return;
  for (const [index, release] of releases.entries()) {
    const before = releases[index - 1];
    const reverse = reverseDelta(release, before);
    await append(connection, createRows({ release, reverse }), before?.version);
  }
}

type Connection = Pick<SqlDatabase, 'db' | 'bytes'>;

interface NewRows {
  readonly release: Omit<ReleaseRow, 'sequence'>;
  readonly reverse: Pick<ReverseDeltaRow, 'changes'>;
  readonly provenance?: Omit<ProvenanceRow, 'sequence'>;
}

async function append(
  connection: Connection,
  { release, reverse, provenance }: NewRows,
  expected: string | undefined,
): Promise<void> {
  const current = await findCurrent(connection);
  checkFollows(current?.version, expected, release.version);
  const key = release.idempotencyKey;
  if (key !== null && (await findPublication(connection, key))) throw keyConflict(key, current?.version);
  const sequence = (current?.sequence ?? 0) + 1;
  const { db } = connection;
  await db
    .insertInto('releases')
    .values({ sequence, ...release })
    .execute();
  await db.insertInto('reverseDeltas').values(deltaRow(sequence, reverse.changes)).execute();
  if (provenance)
    await db
      .insertInto('provenance')
      .values({ sequence, ...provenance })
      .execute();
}

function createRows({ release, reverse, provenance = {} }: NewRelease, request?: IdempotentRequest): NewRows {
  const { layers, aliases } = release;
  const { publisher = null, tokenId = null, keyId = null, note = null } = provenance;
  const info = releaseInfo(release);
  const tree = JSON.stringify({ layers, aliases });
  return {
    release: {
      ...info,
      tree,
      rowChecksum: rowChecksum(info, tree),
      idempotencyKey: request?.key ?? null,
      bodyHash: request?.bodyHash ?? null,
    },
    reverse: { changes: JSON.stringify(reverse.changes) },
    ...((publisher ?? tokenId ?? keyId ?? note) !== null && {
      provenance: { publisher, tokenId, keyId, note },
    }),
  };
}

export async function hasReleases(db: Kysely<Schema>): Promise<boolean> {
  return (await db.selectFrom('releases').select('sequence').limit(1).execute()).length > 0;
}
