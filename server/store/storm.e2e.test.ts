/** Several processes on one database. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openStore } from './open-store.ts';
import type { TestDatabase } from './testing/databases.ts';
import { onEachDatabase } from './testing/on-each-database.ts';
import { killStorm, raceStorm } from './testing/storm.ts';

await onEachDatabase((create) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await create();
  });
  afterEach(() => database.drop());

  it('two processes race → no release lost, none stored twice, and a watcher hears of the last', async () => {
    const store = await openStore(database.options);
    const seen: (string | undefined)[] = [];
    const stop = store.watch((current) => seen.push(current));
    const report = await raceStorm(database.options, 20);
    expect(report).toMatchObject({ acknowledged: 20, unacknowledged: 0, faults: [] });
    const [newest] = await store.list();
    await vi.waitFor(() => expect(seen.at(-1)).toBe(newest?.version), 10_000);
    await stop();
    await store.close();
  });

  it('killed while publishing → every acknowledged release is stored completely', async () => {
    // npm run bench -- durability kills more often, with larger releases.
    const rounds = 2;
    const report = await killStorm(database.options, rounds, 3_000);
    expect(report.faults).toEqual([]);
    expect(report.acknowledged).toBeGreaterThanOrEqual(rounds);
    expect(report.unacknowledged).toBeLessThanOrEqual(report.failed);
  });
});
