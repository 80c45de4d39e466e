/** Reads releases, their infos and their reverse deltas from the rows. */
import type { Kysely } from 'kysely';
import type { Change } from '../../taxonomy/change.ts';
import { type ReverseDelta, reverseDelta } from '../../taxonomy/history.ts';
import type { Release, ReleaseInfo, Taxonomy } from '../../taxonomy/tree.ts';
import type { Schema } from './schema.ts';

/** Every release without its tree, newest first. */
export async function findInfos(db: Kysely<Schema>): Promise<ReleaseInfo[]> {
  const rows = await db
    .selectFrom('releases')
    .leftJoin('provenance', 'provenance.sequence', 'releases.sequence')
    .select(['version', 'checksum', 'lastUpdated', 'layerCount', 'totalCategories', 'totalSubcategories'])
    .select(['totalItems', 'publisher', 'tokenId', 'note'])
    .orderBy('releases.sequence', 'desc')
    .execute();
  return rows.map(({ publisher, tokenId, note, ...info }) => ({
    ...info,
    ...(publisher !== null && { publisher }),
    ...(tokenId !== null && { tokenId }),
    ...(note !== null && { note }),
  }));
}

export async function findRelease(db: Kysely<Schema>, version: string): Promise<Release | undefined> {
  const columns = ['version', 'checksum', 'lastUpdated', 'tree'] as const;
  const row = await db
    .selectFrom('releases')
    .select(columns)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) return undefined;
  const { tree, ...info } = row;
  return { ...info, ...(JSON.parse(tree) as Taxonomy) };
}

/** The reverse deltas of all releases, newest first. */
export async function findHistory(db: Kysely<Schema>): Promise<ReverseDelta[]> {
  const rows = await db
    .selectFrom('releases')
    .leftJoin('reverseDeltas', 'reverseDeltas.sequence', 'releases.sequence')
    .select(['releases.sequence', 'releases.version', 'reverseDeltas.changes'])
    .orderBy('releases.sequence', 'desc')
    .execute();
  const history: ReverseDelta[] = [];
  for (const [index, { sequence, version, changes }] of rows.entries()) {
    const before = rows[index + 1];
    if (changes !== null) history.push({ version, changes: JSON.parse(changes) as Change[] });
    else history.push(await createReverseDelta(db, { sequence, version }, before?.version));
  }
  return history;
}

/**
 * Computes and stores the reverse delta of a release that was published without one. Such releases come from
 * processes older than the table, which may still run.
 */
async function createReverseDelta(
  db: Kysely<Schema>,
  { sequence, version }: { readonly sequence: number; readonly version: string },
  before: string | undefined,
): Promise<ReverseDelta> {
  const release = await findRelease(db, version);
  if (!release) throw new Error(`release ${version} is listed and not stored`);
  const reverse = reverseDelta(release, before === undefined ? undefined : await findRelease(db, before));
  await db
    .insertInto('reverseDeltas')
    .values({ sequence, changes: JSON.stringify(reverse.changes) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return reverse;
}
