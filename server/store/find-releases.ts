/** Reads releases, their infos and their reverse deltas from the rows. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Change } from '../../taxonomy/change.ts';
import { type ReverseDelta, reverseDelta } from '../../taxonomy/history.ts';
import type { Release, ReleaseInfo } from '../../taxonomy/tree.ts';
import { compareVersions } from '../../taxonomy/version.ts';
import { DamagedRelease } from './damage.ts';
import type { ReverseDeltaRow } from './schema.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { Publication } from './store.ts';
import {
  deltaChecksum,
  infoColumns,
  nameOf,
  provenanceColumns,
  readChanges,
  readInfo,
  readProvenance,
  readRelease,
  type StoredRow,
  text,
} from './stored-row.ts';

type Source = Pick<SqlDatabase, 'db' | 'bytes'>;

/** What was read, and what of it is damaged and left out. */
interface Found<Value> {
  readonly whole: Value[];
  readonly damaged: DamagedRelease[];
}

/** Every release without its tree, newest first. */
export async function findInfos(source: Source): Promise<Found<ReleaseInfo> & { newest?: string }> {
  const rows = (await source.db
    .selectFrom('releases')
    .leftJoin('provenance', 'provenance.sequence', 'releases.sequence')
    .select('releases.sequence')
    .select(selection(source, [...infoColumns, ...provenanceColumns]))
    .orderBy('releases.sequence', 'desc')
    .execute()) as StoredRow[];
  const found: Found<ReleaseInfo> = { whole: [], damaged: [] };
  for (const row of rows) {
    const info = keepDamage(found, () => readInfo(row));
    if (!info) continue;
    const after = found.whole.at(-1)?.version;
    if (after !== undefined && compareVersions(info.version, after) >= 0)
      found.damaged.push(
        new DamagedRelease(info.version, `its version is not below ${after}, which follows`),
      );
    else found.whole.push({ ...info, ...keepDamage(found, () => readProvenance(row)) });
  }
  return { ...found, ...(rows[0] && { newest: nameOf(rows[0]) }) };
}

function keepDamage<Value>({ damaged }: Found<unknown>, read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DamagedRelease)) throw error;
    damaged.push(error);
    return undefined;
  }
}

export async function findRelease(source: Source, version: string): Promise<Release | undefined> {
  const row = await source.db
    .selectFrom('releases')
    .select('sequence')
    .select(selection(source, [...infoColumns, 'tree', 'rowChecksum']))
    .where('version', '=', version)
    .executeTakeFirst();
  // Reading a large row takes a tenth of a second, and so does parsing it.
  await nextTurn();
  return row && readRelease(row as StoredRow);
}

/**
 * The reverse deltas of all releases, newest first. They end where one can neither be read nor be made again; the
 * last one has no changes then.
 */
export async function findHistory(source: Source): Promise<Found<ReverseDelta>> {
  const rows = (await source.db
    .selectFrom('releases')
    .leftJoin('reverseDeltas', 'reverseDeltas.sequence', 'releases.sequence')
    .select('releases.sequence')
    .select(selection(source, ['version', 'changes', 'changesChecksum']))
    .orderBy('releases.sequence', 'desc')
    .execute()) as StoredRow[];
  const found: Found<ReverseDelta> = { whole: [], damaged: [] };
  for (const [index, row] of rows.entries()) {
    const before = rows[index + 1];
    const changes = row.changes === null ? undefined : keepDamage(found, () => readChanges(row));
    const made = changes ?? (await createReverseDelta(source, row, before).catch(endOfHistory(row)));
    if (made instanceof DamagedRelease) found.damaged.push(made);
    found.whole.push({ version: nameOf(row), changes: made instanceof DamagedRelease ? [] : made });
    if (made instanceof DamagedRelease) break;
  }
  return found;
}

function endOfHistory(row: StoredRow): (error: unknown) => DamagedRelease {
  return (error) => {
    if (!(error instanceof DamagedRelease)) throw error;
    const reason = 'there is no way back from it to the release before';
    return new DamagedRelease(nameOf(row), reason, 'gap');
  };
}

/**
 * Computes and stores the reverse delta of a release that was published without one. Such releases come from
 * processes older than the table, which may still run. A damaged reverse delta is computed, and stays as it is.
 */
async function createReverseDelta(
  source: Source,
  row: StoredRow,
  before: StoredRow | undefined,
): Promise<readonly Change[]> {
  const release = await loadRow(source, row);
  const { changes } = reverseDelta(release, before && (await loadRow(source, before)));
  await source.db
    .insertInto('reverseDeltas')
    .values(deltaRow(row.sequence, JSON.stringify(changes)))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return changes;
}

export function deltaRow(sequence: number, changes: string): ReverseDeltaRow {
  return { sequence, changes, changesChecksum: deltaChecksum(sequence, changes) };
}

/** Reverse deltas of older processes get their checksum as they are; `verify` alone finds what is damaged already. */
export async function addDeltaChecksums({ db, bytes }: Source): Promise<void> {
  const rows = await db
    .selectFrom('reverseDeltas')
    .select('sequence')
    .select(bytes('changes').as('changes'))
    .where('changesChecksum', 'is', null)
    .execute();
  for (const { sequence, changes } of rows)
    await db
      .updateTable('reverseDeltas')
      .set({ changesChecksum: deltaChecksum(sequence, Buffer.from(changes as ArrayBuffer)) })
      .where('sequence', '=', sequence)
      .execute();
}

async function loadRow(source: Source, row: StoredRow): Promise<Release> {
  const release = await findRelease(source, text(row, 'version', /^/));
  if (!release) throw new DamagedRelease(nameOf(row), 'it is listed and not stored');
  return release;
}

/** The newest row, and its version. Throws DamagedRelease. */
export async function findCurrent(
  source: Source,
): Promise<{ sequence: number; version: string } | undefined> {
  const row = await source.db
    .selectFrom('releases')
    .select('sequence')
    .select(selection(source, infoColumns))
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { sequence: row.sequence, version: readInfo(row as StoredRow).version };
}

export async function findPublication(source: Source, key: string): Promise<Publication | undefined> {
  const row = await source.db
    .selectFrom('releases')
    .select('sequence')
    .select(selection(source, [...infoColumns, 'bodyHash']))
    .where('idempotencyKey', '=', key)
    .executeTakeFirst();
  if (!row) return undefined;
  const stored: StoredRow = row;
  return { version: readInfo(stored).version, bodyHash: text(stored, 'bodyHash', /./) };
}

function selection({ bytes }: Source, columns: readonly string[]) {
  return columns.map((column) => bytes(column).as(column));
}
