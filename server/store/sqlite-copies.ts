/** Copies of a SQLite database, and the exchange of a database for such a copy. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, statSync } from 'node:fs';
import Database from 'libsql';
import { patienceMs } from './sql-database.ts';
import { besideDatabase, markFilled } from './sqlite-files.ts';

/** A process has the database open. */
export class StoreInUse extends Error {
  override name = 'StoreInUse';
}

/**
 * Copies a database as it is at one moment, while others may read and write it. Refuses to overwrite a file.
 * The copy is complete without other files.
 */
export function copyDatabase(file: string, copy: string): void {
  const database = new Database(file);
  try {
    database.exec(`pragma busy_timeout = ${patienceMs}`);
    // Not a prepared statement: after an error, it keeps the database open in libsql.
    database.exec(`vacuum into '${copy.replaceAll("'", "''")}'`);
  } finally {
    database.close();
  }
}

/**
 * Puts another database in the place of `file`. What was there is kept beside it.
 *
 * @returns the path of what was there; `undefined` when there was nothing
 * @throws StoreInUse when a process of this machine has the database open
 */
export function replaceDatabase(file: string, next: string): string | undefined {
  syncFile(next);
  const unlock = lockDatabase(file);
  try {
    // A service that starts between the two renames finds no database, and must not begin a new registry.
    markFilled(file);
    const kept = moveAside(file);
    renameSync(next, file);
    return kept;
  } finally {
    unlock();
  }
}

/** @returns a function that ends the lock */
function lockDatabase(file: string): () => void {
  if (!holdsData(file)) return () => {};
  const database = new Database(file);
  try {
    // SQLite refuses this while there is another connection. It moves the WAL into the database as well.
    database.exec('pragma journal_mode = delete');
    database.exec('begin exclusive');
  } catch (error) {
    if (Object(error).code === 'SQLITE_BUSY') {
      database.close();
      throw new StoreInUse(`${file} is open in another process.`);
    }
    // A damaged database cannot be locked. It has to be replaced nevertheless.
  }
  return () => database.close();
}

/** Waits until the disk has the file. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export function holdsData(file: string): boolean {
  return existsSync(file) && statSync(file).size > 0;
}

/** The WAL of the old database must not stay: SQLite would apply it to the new one. */
function moveAside(file: string): string | undefined {
  const kept = `${file}-replaced-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  const present = ['', ...besideDatabase].filter((end) => existsSync(file + end));
  for (const end of present) renameSync(file + end, kept + end);
  return present.length > 0 ? kept : undefined;
}
