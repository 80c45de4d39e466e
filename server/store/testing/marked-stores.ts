/** Stores that belong to a tier. */
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bundledReleases } from '../../../taxonomy/releases/index.ts';
import { type Tier, tiers } from '../../tier.ts';
import { openDatabase, openStore } from '../open-store.ts';
import { StoreRefused } from '../store.ts';
import type { TestDatabase } from './databases.ts';

export function belongsToOneTier(create: () => Promise<TestDatabase>): void {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await create();
  });
  afterEach(() => database.drop());

  /** How often the store was adopted. */
  async function openAs(tier: Tier, options: { replace?: true; fresh?: boolean } = {}): Promise<number> {
    let adoptions = 0;
    const { replace, ...others } = options;
    const adopted = () => {
      adoptions += 1;
    };
    const mark = { tier, adopted, ...(replace && { replace }) };
    await (await openStore({ ...database.options, ...others, mark })).close();
    return adoptions;
  }

  async function execute(statement: string): Promise<unknown[]> {
    const { db } = await openDatabase(database.options);
    const { rows } = await sql.raw(statement).execute(db);
    await db.destroy();
    return rows;
  }

  it('a store without a mark → adopted once, and open to this tier alone', async () => {
    await (await openStore(database.options)).close();
    expect(await openAs('staging')).toBe(1);
    expect(await openAs('staging')).toBe(0);
    for (const tier of tiers.filter((each) => each !== 'staging')) {
      const refusal = await openAs(tier).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(StoreRefused);
      expect(String(refusal)).toMatch(
        new RegExp(
          `ENVIRONMENT=${tier}, but the store in .* belongs to staging: .* DATA_DIR or DATABASE_URL, .* -- restore --tier ${tier}$`,
        ),
      );
    }
    expect(await execute('select tier from store_tier')).toEqual([{ tier: 'staging' }]);
  });

  it('opened without a tier → the store is read, and keeps its mark', async () => {
    await openAs('production');
    const store = await openStore(database.options);
    expect(await store.list()).toHaveLength(2);
    await store.close();
    await expect(openAs('dev')).rejects.toThrow('belongs to production');
  });

  it('several processes of two tiers open it at once → one tier has it, and it is adopted once', async () => {
    await (await openStore(database.options)).close();
    const openings = [...tiers, ...tiers].map((tier) => openAs(tier));
    const settled = await Promise.allSettled(openings);
    const adoptions = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(adoptions.toSorted()).toEqual([0, 1]);
    expect(await execute('select tier from store_tier')).toHaveLength(1);
  });

  it('marked again with replace → the store of the new tier', async () => {
    await openAs('production');
    await openAs('staging', { replace: true, fresh: true });
    await expect(openAs('production')).rejects.toThrow('belongs to staging');
    expect(await openAs('staging')).toBe(0);
  });

  it('marked again while it is empty → refused, and it stays empty', async () => {
    await expect(openAs('staging', { replace: true, fresh: true })).rejects.toThrow('holds no release');
    expect(await openAs('dev')).toBe(1);
    const store = await openStore(database.options);
    expect(await store.list()).toHaveLength(bundledReleases.length);
    await store.close();
  });
}
