import { describe, it } from 'vitest';
import { createPostgresDatabase, createSqliteDatabase, findAbsence, type TestDatabase } from './databases.ts';

type Suite = (create: () => Promise<TestDatabase>) => void;

/** Runs the suite on SQLite and on PostgreSQL. */
export async function onEachDatabase(suite: Suite): Promise<void> {
  describe('SQLite', () => suite(createSqliteDatabase));
  await onPostgres(suite);
}

/** Runs the suite on PostgreSQL, or skips it with the reason. On CI it is never skipped. */
export async function onPostgres(suite: Suite): Promise<void> {
  const absence = process.env.CI ? undefined : await findAbsence();
  describe('PostgreSQL', () => {
    if (absence === undefined) suite(createPostgresDatabase);
    else it('is reachable', ({ skip }) => skip(`No PostgreSQL: ${absence}. Set TEST_DATABASE_URL.`));
  });
}
