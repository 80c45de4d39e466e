/** Copies of the store of a tier: a file of SQLite, or a database of PostgreSQL copied by its own programs. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Environment } from '../../lib/variables.ts';
import { sqliteFile } from '../../server/store/open-store.ts';
import { copyDatabase, holdsData } from '../../server/store/sqlite-copies.ts';

/** The URL may lack the host, which is then in its query. */
const databaseName = /^(\w+:\/\/[^/?]*\/)([^/?]+)/;

/** Copies the live store. @returns the variables with which a process works on the copy */
export async function copyStore(live: Environment, folder: string): Promise<Environment> {
  await removeCopy(live, folder);
  const copy = variablesOfCopy(live, folder);
  if (live.DATABASE_URL) await copyPostgres(live.DATABASE_URL, String(copy.DATABASE_URL));
  else copySqlite(String(live.DATA_DIR), String(copy.DATA_DIR));
  return copy;
}

export function variablesOfCopy({ DATABASE_URL }: Environment, folder: string): Environment {
  if (!DATABASE_URL) return { DATA_DIR: join(folder, 'copy') };
  const copy = DATABASE_URL.replace(databaseName, '$1$2_copy');
  if (copy === DATABASE_URL) throw new Error('DATABASE_URL names no database, so it cannot be copied.');
  return { DATABASE_URL: copy, DATA_DIR: join(folder, 'copy') };
}

export async function removeCopy(live: Environment, folder: string): Promise<void> {
  const { DATABASE_URL, DATA_DIR } = variablesOfCopy(live, folder);
  rmSync(String(DATA_DIR), { recursive: true, force: true });
  if (!live.DATABASE_URL) return;
  await psql(live.DATABASE_URL, `drop database if exists "${databaseOf(String(DATABASE_URL))}" with (force)`);
}

function copySqlite(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  const file = sqliteFile({ dataDir: from });
  // A tier that nothing was promoted to has none.
  if (holdsData(file)) copyDatabase(file, sqliteFile({ dataDir: to }));
}

async function copyPostgres(from: string, to: string): Promise<void> {
  await psql(from, `create database "${databaseOf(to)}"`);
  const [source, target] = [connectionTo(from), connectionTo(to)];
  const dump = execa('pg_dump', ['--format=custom', '--no-owner', source.url], { env: source.env });
  const restore = ['--no-owner', '--exit-on-error', '--dbname', target.url];
  await dump.pipe(execa('pg_restore', restore, { stdin: 'pipe', env: target.env }));
}

function databaseOf(url: string): string {
  return (databaseName.exec(url)?.[2] ?? '').replaceAll('"', '');
}

async function psql(database: string, statement: string): Promise<void> {
  const { url, env } = connectionTo(database);
  const args = ['--quiet', '--set', 'ON_ERROR_STOP=1', '--dbname', url, '--command', statement];
  await execa('psql', args, { env });
}

/** Every user of the machine sees the arguments of a process, so the password is not among them. */
function connectionTo(database: string) {
  const [, before = '', password = '', after = ''] = /^(\w+:\/\/[^:/@]*):([^@]*)(@.*)$/s.exec(database) ?? [];
  if (password === '') return { url: database, env: {} };
  return { url: before + after, env: { PGPASSWORD: decodeURIComponent(password) } };
}
