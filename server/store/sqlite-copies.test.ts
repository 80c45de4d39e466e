import fs, { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { copyDatabase, holdsData, replaceDatabase, StoreInUse, syncFile } from './sqlite-copies.ts';

const folder = useTemporaryFolder();
let file: string;
let next: string;
beforeEach(() => {
  file = join(folder(), 'taxonomy.db');
  next = join(folder(), 'next.db');
});

/** Opens a database in WAL mode with one word. */
function openWith(path: string, word: string): Database.Database {
  const database = new Database(path);
  database.exec('pragma journal_mode = wal');
  database.exec('create table words (word text)');
  database.exec(`insert into words values ('${word}')`);
  return database;
}

function create(path: string, word: string): void {
  openWith(path, word).close();
}

function wordIn(path: string): unknown {
  const database = new Database(path);
  const [row] = database.prepare('select word from words').all() as { word: string }[];
  database.close();
  return row?.word;
}

it.each([
  { file: 'missing', content: undefined, want: false },
  { file: 'empty', content: '', want: false },
  { file: 'not empty', content: 'x', want: true },
])('a file is $file → holds data: $want', ({ content, want }) => {
  if (content !== undefined) writeFileSync(file, content);
  expect(holdsData(file)).toBe(want);
});

describe('a file to be put on the disk', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });

  it('the disk has it → closed, and its content stays', () => {
    writeFileSync(file, 'x');
    const [sync, close] = [vi.spyOn(fs, 'fsyncSync'), vi.spyOn(fs, 'closeSync')];
    syncBuiltinESMExports();
    syncFile(file);
    expect(sync).toHaveBeenCalledTimes(1);
    expect(close.mock.calls).toEqual(sync.mock.calls);
    expect(readFileSync(file, 'utf8')).toBe('x');
  });

  it('it is missing → an error', () => {
    expect(() => syncFile(next)).toThrow('ENOENT');
  });
});

describe('a copy', () => {
  it('others write to the database → everything that was committed, in one file', () => {
    const other = openWith(file, 'one');
    copyDatabase(file, next);
    other.close();
    expect(wordIn(next)).toBe('one');
    expect(readdirSync(folder()).filter((name) => name.startsWith('next'))).toEqual(['next.db']);
  });

  it('its path has quotes → copied there', () => {
    create(file, 'one');
    const copy = join(folder(), "it's.db");
    copyDatabase(file, copy);
    expect(wordIn(copy)).toBe('one');
  });

  it('a file is in its place → refused, and the file stays', () => {
    create(file, 'one');
    writeFileSync(next, 'mine');
    expect(() => copyDatabase(file, next)).toThrow();
    expect(readFileSync(next, 'utf8')).toBe('mine');
    // Nothing has the database open any more.
    expect(replaceDatabase(file, next)).toContain('-replaced-');
  });
});

describe('another database in the place of the old one', () => {
  const marker = () => existsSync(`${file}-created`);

  it('there was none → nothing is kept, and the folder is marked as filled', () => {
    create(next, 'two');
    expect(replaceDatabase(file, next)).toBeUndefined();
    expect([wordIn(file), existsSync(next), marker()]).toEqual(['two', false, true]);
  });

  it('there was one → kept beside it, under the time', () => {
    create(file, 'one');
    create(next, 'two');
    const kept = replaceDatabase(file, next);
    expect(kept).toMatch(/taxonomy\.db-replaced-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/);
    expect([wordIn(file), wordIn(kept!), marker()]).toEqual(['two', 'one', true]);
  });

  it('the old one is open → StoreInUse, and both stay as they are', () => {
    const other = openWith(file, 'one');
    create(next, 'two');
    const replace = () => replaceDatabase(file, next);
    expect(replace).toThrow(StoreInUse);
    expect(replace).toThrow(`${file} is open in another process.`);
    other.exec("update words set word = 'still'");
    other.close();
    expect([wordIn(file), wordIn(next), marker()]).toEqual(['still', 'two', false]);
  });

  it('the old one is no database → kept and replaced nevertheless', () => {
    writeFileSync(file, 'what is no database'.repeat(100));
    create(next, 'two');
    const kept = replaceDatabase(file, next);
    expect([wordIn(file), readFileSync(kept!, 'utf8')]).toEqual(['two', 'what is no database'.repeat(100)]);
  });

  it('only files beside the old one are left → kept, and not applied to the new one', () => {
    for (const end of ['-wal', '-shm']) writeFileSync(file + end, `old ${end}`);
    create(next, 'two');
    const kept = replaceDatabase(file, next);
    expect([existsSync(`${file}-wal`), existsSync(`${file}-shm`)]).toEqual([false, false]);
    expect(readFileSync(`${kept}-wal`, 'utf8')).toBe('old -wal');
    expect(wordIn(file)).toBe('two');
  });
});
