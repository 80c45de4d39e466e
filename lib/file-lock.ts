import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';

/**
 * Locks a file against every other process of this machine. The system ends the lock when this process ends, also when
 * it is killed.
 *
 * @returns a function that ends the lock; undefined when another process has it
 */
export function lockFile(file: string): (() => void) | undefined {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file);
  try {
    database.exec('pragma busy_timeout = 0');
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (Object(error).code === 'SQLITE_BUSY') return undefined;
    throw error;
  }
  return () => database.close();
}
