import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchContract } from './bundle-file.ts';
import { toyText } from './testing/toy-contract.ts';

let folder: string;
let file: string;
let seen: string[];
let failures: unknown[];
let stop: () => Promise<void>;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'watch-')), 'generated');
  await mkdir(folder);
  file = join(folder, 'openapi.yaml');
  await writeFile(file, toyText);
  [seen, failures] = [[], []];
  const changed = ({ text }: { text: string }) => void seen.push(text);
  stop = watchContract({ changed, failed: (error) => failures.push(error) }, file);
  await sleep(100); // the watcher begins
});
afterEach(async () => {
  await stop();
  await rm(dirname(folder), { recursive: true });
});

/** Replaces the file, as generating does. */
async function write(text: string): Promise<void> {
  await writeFile(`${file}.tmp`, text);
  await rename(`${file}.tmp`, file);
}

it('twenty writes in a row → the newest bundle is reported last', async () => {
  const texts = Array.from({ length: 20 }, (_, edit) => `${toyText}# ${edit}\n`);
  for (const text of texts) {
    await write(text);
    await sleep(10);
  }
  await vi.waitFor(() => expect(seen.at(-1)).toBe(texts.at(-1)), 5_000);
  expect(failures).toEqual([]);
});

it('a file that is no contract → reported as failed; the next contract is reported as changed', async () => {
  await write('just words');
  await vi.waitFor(() => expect(String(failures[0])).toContain('not an OpenAPI document'), 5_000);
  await write(`${toyText}# mended\n`);
  await vi.waitFor(() => expect(seen).toEqual([`${toyText}# mended\n`]), 5_000);
});

it('the same text again, or a change after the end → not reported', async () => {
  const text = `${toyText}# once\n`;
  await write(text);
  await vi.waitFor(() => expect(seen).toEqual([text]), 5_000);
  await write(text);
  await sleep(100);
  await stop();
  await write(toyText);
  await sleep(100);
  expect(seen).toEqual([text]);
});

it('another file in the folder changes → nothing is reported', async () => {
  await writeFile(join(folder, 'api.ts'), '');
  await sleep(100);
  expect({ seen, failures }).toEqual({ seen: [], failures: [] });
});

it('the folder is removed and made again, twice → the bundle in it is reported, and the next ones', async () => {
  for (const time of ['first', 'second']) {
    await rm(folder, { recursive: true });
    await sleep(50);
    await mkdir(folder);
    await write(`${toyText}# made, ${time}\n`);
    await vi.waitFor(() => expect(seen.at(-1)).toBe(`${toyText}# made, ${time}\n`), 5_000);
    await write(`${toyText}# edited, ${time}\n`);
    await vi.waitFor(() => expect(seen.at(-1)).toBe(`${toyText}# edited, ${time}\n`), 5_000);
  }
  // A bundle that is gone is one failure.
  expect(failures.length).toBeLessThanOrEqual(2);
});

it('another folder takes its place, with a bundle in it → reported', async () => {
  const other = `${folder}-other`;
  await mkdir(other);
  await writeFile(join(other, 'openapi.yaml'), `${toyText}# other\n`);
  await rm(folder, { recursive: true });
  await rename(other, folder);
  await vi.waitFor(() => expect(seen).toEqual([`${toyText}# other\n`]), 5_000);
});

it('the folder is removed and made again, and the watch has ended → nothing is reported', async () => {
  await rm(folder, { recursive: true });
  await stop();
  const before = failures.length;
  await mkdir(folder);
  await write(`${toyText}# later\n`);
  await sleep(100);
  expect({ seen, failures: failures.length }).toEqual({ seen: [], failures: before });
});
