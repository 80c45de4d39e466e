import { mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { releaseOf } from '../testing/hostile-service.ts';
import { fileStorage } from './file-storage.ts';
import { createStoredCopy } from './stored-copy.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taxonomy-'));
  path = join(folder, 'copy.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const start = (file = path) => createStoredCopy(fileStorage(file), new AbortController().signal);

it('there is no file → there is no copy, and the storage works', async () => {
  const stored = start();
  expect(await stored.load()).toBeUndefined();
  expect(stored.state).toEqual({ kind: 'file' });
});

it('two releases are saved → the second is loaded, and nothing else is in the folder', async () => {
  await start().save(releaseOf(1));
  await start().save(releaseOf(2));
  expect(await start().load()).toEqual(releaseOf(2));
  expect(await readdir(folder)).toEqual(['copy.json']);
});

it('a write was killed before its end → the release before is loaded, and the next one is saved', async () => {
  await start().save(releaseOf(1));
  await writeFile(`${path}.4711.new`, JSON.stringify(releaseOf(2)).slice(0, 50));
  expect(await start().load()).toEqual(releaseOf(1));
  await start().save(releaseOf(3));
  expect(await start().load()).toEqual(releaseOf(3));
});

// Each is written over the one before, without an end.
const writer = `
  import { fileStorage } from './client/src/sync/storage/file-storage.ts';
  import { releaseOf } from './client/src/sync/testing/hostile-service.ts';
  const releases = Array.from({ length: 60 }, (_, minor) => releaseOf(minor));
  for (;;) for (const release of releases) {
    await fileStorage(process.env.FILE).save(release);
    console.log(release.version);
  }`;

it('a process that saves is killed → a whole release is loaded, not older than the last one that was saved', async () => {
  const child = execa(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', writer], {
    env: { FILE: path },
    reject: false,
  });
  let saved = 0;
  child.stdout.on('data', () => {
    saved += 1;
    if (saved === 20) child.kill('SIGKILL');
  });
  const { stdout } = await child;
  const last = Number(stdout.trim().split('\n').at(-1)?.split('.')[1]);
  const loaded = await start().load();
  expect([releaseOf(last), releaseOf((last + 1) % 60)]).toContainEqual(loaded);
});

it.each([
  ['half of the JSON', (text: string) => text.slice(0, text.length / 2), 'JSON'],
  ['nothing', () => '', 'JSON'],
])('the file has %s → memory, with the reason, and the next one is saved', async (_, damage, reason) => {
  await start().save(releaseOf(1));
  await writeFile(path, damage(await readFile(path, 'utf8')));
  const stored = start();
  expect(await stored.load()).toBeUndefined();
  expect(stored.state).toMatchObject({
    kind: 'memory',
    error: { code: 'storage', message: expect.stringContaining(reason) },
  });
  await stored.save(releaseOf(2));
  expect(stored.state).toEqual({ kind: 'file' });
  expect(await start().load()).toEqual(releaseOf(2));
});

it('the file has a release with another name in it → there is no copy', async () => {
  await start().save(releaseOf(1));
  await writeFile(path, (await readFile(path, 'utf8')).replace('Name 1', 'Name 2'));
  expect(await start().load()).toBeUndefined();
});

it('something else is at the path → memory, with the reason', async () => {
  await mkdir(path);
  const stored = start();
  expect(await stored.load()).toBeUndefined();
  expect(stored.state).toMatchObject({
    kind: 'memory',
    error: { message: expect.stringContaining('EISDIR') },
  });
});

it.each(['written', 'not written'])('a copy was %s → the file is closed', async (outcome) => {
  const other = await open(path, 'w');
  await other.close();
  const prototype: FileHandle = Object.getPrototypeOf(other);
  const { writeFile } = prototype;
  const handles: FileHandle[] = [];
  vi.spyOn(prototype, 'writeFile').mockImplementation(async function (this: FileHandle, text) {
    handles.push(this);
    if (outcome === 'not written') throw new Error('No space is left.');
    return writeFile.call(this, text);
  });
  await start().save(releaseOf(1));
  vi.restoreAllMocks();
  // Of a closed file.
  expect(handles.map(({ fd }) => fd)).toEqual([-1]);
});

it('the folder is not there → memory, with the reason', async () => {
  const stored = start(join(folder, 'missing', 'copy.json'));
  await stored.save(releaseOf(1));
  expect(stored.state).toMatchObject({
    kind: 'memory',
    error: { message: expect.stringContaining('ENOENT') },
  });
});
