import { Unreachable } from '../../lib/reach.ts';
import { startBreakableProxy } from '../../server/store/testing/breakable-proxy.ts';
import { createPostgresDatabase, findAbsence } from '../../server/store/testing/databases.ts';
import type { BreakableDatabase } from './breakable-database.ts';
import { findPrograms, startCluster } from './cluster.ts';

/**
 * A PostgreSQL of its own where its programs are installed, otherwise a database that can be cut off.
 * @throws Unreachable where there is neither
 */
export async function createBreakableDatabase(): Promise<BreakableDatabase> {
  const programs = findPrograms();
  if (programs) return startCluster(programs);
  const absence = await findAbsence();
  if (absence === undefined) return createDatabaseBehindProxy();
  throw new Unreachable(`There is no PostgreSQL (${absence}). Install it, or set TEST_DATABASE_URL.`);
}

/** A database in the PostgreSQL of TEST_DATABASE_URL, which serves others and cannot be stopped. */
export async function createDatabaseBehindProxy(): Promise<BreakableDatabase> {
  const { options, drop } = await createPostgresDatabase();
  const proxy = await startBreakableProxy(options.databaseUrl ?? '');
  return {
    kind: 'a database of TEST_DATABASE_URL, cut off from all',
    url: proxy.url,
    stop: async () => proxy.cut(),
    start: async () => proxy.restore(),
    async drop() {
      await proxy.close();
      await drop();
    },
  };
}
