import type { Kysely, NotNull } from 'kysely';
import { reverseDelta } from '../../taxonomy/history.ts';
import { type Release, releaseInfo } from '../../taxonomy/tree.ts';
import { findHistory, findInfos, findRelease } from './find-releases.ts';
import type { ProvenanceRow, ReleaseRow, ReverseDeltaRow, Schema } from './schema.ts';
import { retryWhileBusy, runExclusively, type SqlDatabase } from './sql-database.ts';
import {
  checkFollows,
  type IdempotentRequest,
  keyConflict,
  type NewRelease,
  type Publication,
  type ReleaseStore,
} from './store.ts';

export function createSqlStore(database: SqlDatabase): ReleaseStore {
  const { db, watch } = database;
  return {
    list: () => retryWhileBusy(() => findInfos(db)),
    get: (version) => retryWhileBusy(() => findRelease(db, version)),
    history: () => retryWhileBusy(() => findHistory(db)),
    async publish(next, expected, request) {
      // Serialised before the lock is taken, because it takes longer than the rest.
      const rows = createRows(next, request);
      await retryWhileBusy(() =>
        runExclusively(database, (connection) => append(connection, rows, expected)),
      );
    },
    published: (key) => retryWhileBusy(() => findPublication(db, key)),
    watch,
    ping: () => retryWhileBusy(async () => void (await findCurrent(db))),
    close: () => db.destroy(),
  };
}

/** Seeds the store if nothing is published. Must run in an exclusive transaction. */
export async function seed(connection: Kysely<Schema>, releases: readonly Release[]): Promise<void> {
  if (await findCurrent(connection)) return;
  for (const [index, release] of releases.entries()) {
    const before = releases[index - 1];
    const reverse = reverseDelta(release, before);
    await append(connection, createRows({ release, reverse }), before?.version);
  }
}

interface NewRows {
  readonly release: Omit<ReleaseRow, 'sequence'>;
  readonly reverse: Omit<ReverseDeltaRow, 'sequence'>;
  readonly provenance?: Omit<ProvenanceRow, 'sequence'>;
}

async function append(
  connection: Kysely<Schema>,
  { release, reverse, provenance }: NewRows,
  expected: string | undefined,
): Promise<void> {
  const current = await findCurrent(connection);
  checkFollows(current?.version, expected, release.version);
  const key = release.idempotencyKey;
  if (key !== null && (await findPublication(connection, key))) throw keyConflict(key, current?.version);
  const sequence = (current?.sequence ?? 0) + 1;
  await connection
    .insertInto('releases')
    .values({ sequence, ...release })
    .execute();
  await connection
    .insertInto('reverseDeltas')
    .values({ sequence, ...reverse })
    .execute();
  if (provenance)
    await connection
      .insertInto('provenance')
      .values({ sequence, ...provenance })
      .execute();
}

function createRows({ release, reverse, provenance = {} }: NewRelease, request?: IdempotentRequest): NewRows {
  const { layers, aliases } = release;
  const { publisher = null, tokenId = null, note = null } = provenance;
  return {
    release: {
      ...releaseInfo(release),
      tree: JSON.stringify({ layers, aliases }),
      idempotencyKey: request?.key ?? null,
      bodyHash: request?.bodyHash ?? null,
    },
    reverse: { changes: JSON.stringify(reverse.changes) },
    ...((publisher ?? tokenId ?? note) !== null && { provenance: { publisher, tokenId, note } }),
  };
}

function newestFirst(db: Kysely<Schema>) {
  return db.selectFrom('releases').orderBy('sequence', 'desc');
}

function findCurrent(db: Kysely<Schema>) {
  return newestFirst(db).select(['sequence', 'version']).limit(1).executeTakeFirst();
}

function findPublication(db: Kysely<Schema>, key: string): Promise<Publication | undefined> {
  return db
    .selectFrom('releases')
    .select(['version', 'bodyHash'])
    .where('idempotencyKey', '=', key)
    .$narrowType<{ bodyHash: NotNull }>()
    .executeTakeFirst();
}
