import { tmpdir } from 'node:os';
import { Client } from 'pg';
import { createTemporaryFolder, removeFolder } from '../../../lib/temporary-folder.ts';
import type { StoreOptions } from '../open-store.ts';

/** A new empty database; `drop` removes it. */
export interface TestDatabase {
  readonly options: StoreOptions;
  drop(): Promise<void>;
}

const serverUrl = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

export async function createSqliteDatabase(): Promise<TestDatabase> {
  const dataDir = createTemporaryFolder();
  return { options: { dataDir }, drop: async () => removeFolder(dataDir) };
}

export async function createPostgresDatabase(): Promise<TestDatabase> {
  const name = `store_${process.pid}_${Math.random().toString(36).slice(2)}`;
  await administer(`create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    options: { databaseUrl: url.href, dataDir: tmpdir() },
    drop: () => administer(`drop database ${name} with (force)`),
  };
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl, connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Why PostgreSQL cannot be used; `undefined` when it can. */
export async function findAbsence(): Promise<string | undefined> {
  try {
    await administer('select 1');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
