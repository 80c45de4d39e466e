/** The bench with little effort, on a database server that others use too. */
import { readdir } from 'node:fs/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { findAbsence } from '../../server/store/testing/databases.ts';
import { createDatabaseBehindProxy } from './database.ts';
import { benchReplicas } from './replicas.ts';

const absence = process.env.CI ? undefined : await findAbsence();

const folder = useTemporaryFolder();
afterEach(() => vi.unstubAllEnvs());

it('two replicas, three releases, an outage of the database → no reader notices', {
  timeout: 240_000,
}, async ({ skip }) => {
  if (absence !== undefined) return skip(`No PostgreSQL: ${absence}. Set TEST_DATABASE_URL.`);
  const database = await createDatabaseBehindProxy();
  const effort = { replicas: 2, publishes: 3, downMs: 200 };
  const { outage, published, versions, reads } = await benchReplicas(database, effort, () => {});
  const refused = { status: 503, saysWhenToRetry: true };
  expect(outage.refusals).toMatchObject([refused, refused]);
  expect(published).toHaveLength(2 + 3 + 1);
  for (const list of versions) expect(list.toReversed()).toEqual(published);
  for (const read of reads) expect(read).toMatchObject({ failed: 0, wentBack: 0, details: [] });
});

it('a bench that fails → its database and its keys are removed', async () => {
  vi.stubEnv('TMPDIR', folder());
  const database = { kind: 'none', url: '', stop: vi.fn(), start: vi.fn(), drop: vi.fn() };
  // Without a replica the first request fails.
  const effort = { replicas: 0, publishes: 1, downMs: 0 };
  await expect(benchReplicas(database, effort, () => {})).rejects.toThrow();
  expect(database.drop).toHaveBeenCalledOnce();
  expect(await readdir(folder())).toEqual([]);
});
