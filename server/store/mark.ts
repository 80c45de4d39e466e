/** The mark that says to which tier a store belongs: no tier may use the store of another. */

import type { Tier } from '../tier.ts';
import type { SqlDatabase } from './sql-database.ts';
import { hasReleases } from './sql-store.ts';
import { StoreRefused } from './store.ts';

export interface Mark {
  readonly tier: Tier;
  /** Takes a store that holds releases from another tier. */
  readonly replace?: true;
  /** Called when the store had no mark, and has this one now. */
  readonly adopted?: () => void;
}

type Connection = Pick<SqlDatabase, 'db' | 'bytes'>;

/**
 * Marks a store that has no mark. Must run in an exclusive transaction.
 *
 * @param location of the store, for messages
 * @returns whether the mark is new
 * @throws StoreRefused when the store belongs to another tier
 */
export async function markStore(
  connection: Connection,
  { tier, replace }: Mark,
  location: string,
): Promise<boolean> {
  const found = await findTier(connection);
  if (found === tier) return false;
  if (replace && !(await hasReleases(connection.db)))
    throw new StoreRefused(`The store in ${location} holds no release, so it is not marked as ${tier}.`);
  if (found !== undefined && !replace)
    throw new StoreRefused(
      `ENVIRONMENT=${tier}, but the store in ${location} belongs to ${found}: set the right ENVIRONMENT, DATA_DIR or DATABASE_URL, or, if it is a copy for ${tier}, mark it: npm run taxonomy -- restore --tier ${tier}`,
    );
  await connection.db.deleteFrom('storeTier').execute();
  await connection.db.insertInto('storeTier').values({ tier }).execute();
  return true;
}

async function findTier({ db, bytes }: Connection): Promise<string | undefined> {
  // As bytes: libsql ends the process at a text that is not UTF-8. Such a mark is no tier, and is refused.
  const row = await db.selectFrom('storeTier').select(bytes('tier').as('tier')).executeTakeFirst();
  return row && Buffer.from(row.tier as ArrayBuffer).toString();
}
