/** The bench in short, on a database that others use too. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findAbsence } from '../../../server/store/testing/databases.ts';
import { type BreakableDatabase, createDatabaseBehindProxy } from './database.ts';
import { benchReplicas } from './replicas.ts';

const absence = process.env.CI ? undefined : await findAbsence();
let database: BreakableDatabase | undefined;

beforeEach(async () => {
  if (absence === undefined) database = await createDatabaseBehindProxy();
});
afterEach(() => database?.drop());

it('two replicas, three releases, no database for a while → no reader notices', {
  timeout: 60_000,
}, async ({ skip }) => {
  if (!database) return skip(`No PostgreSQL: ${absence}. Set TEST_DATABASE_URL.`);
  const effort = { replicas: 2, publishes: 3, downMs: 200 };
  const { outage, published, versions, reads } = await benchReplicas(database, effort, () => {});
  const refused = { status: 503, saysWhenToRetry: true };
  expect(outage.refusals).toMatchObject([refused, refused]);
  expect(published).toHaveLength(2 + 3 + 1);
  for (const list of versions) expect(list.toReversed()).toEqual(published);
  for (const read of reads) expect(read).toMatchObject({ failed: 0, wentBack: 0, details: [] });
});
