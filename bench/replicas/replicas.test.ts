/** The bench in short, on a database that others use too. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { findAbsence } from '../../server/store/testing/databases.ts';
import { createDatabaseBehindProxy } from './database.ts';
import { benchReplicas } from './replicas.ts';

const absence = process.env.CI ? undefined : await findAbsence();

afterEach(() => vi.unstubAllEnvs());

it('two replicas, three releases, no database for a while → no reader notices', {
  timeout: 60_000,
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

it('a bench that fails → leaves neither its database behind nor its keys', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'replicas-'));
  vi.stubEnv('TMPDIR', folder);
  const database = { kind: 'none', url: '', stop: vi.fn(), start: vi.fn(), drop: vi.fn() };
  // Without a replica there is nobody to ask.
  const effort = { replicas: 0, publishes: 1, downMs: 0 };
  await expect(benchReplicas(database, effort, () => {})).rejects.toThrow();
  expect(database.drop).toHaveBeenCalledOnce();
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});
