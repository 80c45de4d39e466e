/** The files of a SQLite database: the database itself, two that SQLite keeps beside it, and our marker. */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StoreRefused } from './store.ts';

/** There was a store, and its database is gone. A new one must not take its place. */
export class StoreLost extends StoreRefused {
  override name = 'StoreLost';

  constructor(file: string) {
    super(`${file} is missing or empty, and held releases before: restore it from a backup.`);
  }
}

/** What the names of the files beside a database end with. */
export const besideDatabase = ['-wal', '-shm'];
const markerOf = (file: string) => `${file}-created`;

/**
 * Creates a folder and those above it. Not with `recursive` of Node: it never ends where a folder exists and takes
 * no new ones, as /proc does.
 */
export function createFolder(folder: string): void {
  if (isFolder(folder)) return;
  createFolder(dirname(resolve(folder)));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have created it in the meantime.
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Throws StoreLost when the database is missing or empty, and a file beside it says that there was one. */
export function checkRemains(file: string): void {
  if (existsSync(file) && statSync(file).size > 0) return;
  if (besideDatabase.some((end) => existsSync(file + end))) throw new StoreLost(file);
  checkNeverFilled(file);
}

/** Throws StoreLost when the database has held releases. */
export function checkNeverFilled(file: string): void {
  if (existsSync(markerOf(file))) throw new StoreLost(file);
}

export function markFilled(file: string): void {
  if (!existsSync(markerOf(file)))
    writeFileSync(
      markerOf(file),
      'The database beside this file has held releases. Keep this file with it.\n',
    );
}

/**
 * Creates a function that throws when a file was deleted or replaced. SQLite would write on to the deleted one.
 * Must be called when the database is open.
 */
export function createFileCheck(file: string): () => void {
  const identify = () =>
    ['', ...besideDatabase].map((end) => {
      const stats = statSync(file + end, { throwIfNoEntry: false });
      return stats && `${stats.dev}:${stats.ino}`;
    });
  const opened = identify().join();
  return () => {
    if (identify().join() !== opened) throw new Error('files of the database were deleted or replaced');
  };
}
