import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { generate } from './generate.ts';
import { thing, writeToyContract } from './testing/toy-contract.ts';
import { describeRegeneration, type Regeneration, regenerateOnSave } from './watch.ts';

describe('regenerateOnSave', () => {
  const folder = useTemporaryFolder();
  let results: Regeneration[];
  let stop: () => Promise<void>;
  beforeEach(async () => {
    await writeToyContract(folder());
    await generate(folder());
    results = [];
    stop = regenerateOnSave(folder(), (result) => results.push(result));
    await sleep(300); // until the watcher has read the folders
  });
  afterEach(() => stop());

  const save = (name: string, text: string) => writeFile(join(folder(), name), text);
  // On a busy machine one save may cause several events, and so several results.
  const reported = (result: object) =>
    vi.waitFor(() => expect(results).toContainEqual(expect.objectContaining(result)), 5_000);

  it('valid and broken saves → each is reported, and the last valid one is generated', async () => {
    await save(thing, 'type: object\nproperties:\n  name: { type: string }\n');
    await reported({ changed: ['generated/api.ts', 'generated/bundle.ts', 'generated/openapi.yaml'] });

    await save(thing, 'type: [');
    await reported({ problems: [expect.stringContaining('Thing.yaml')] });
    expect(await readFile(join(folder(), 'generated/api.ts'), 'utf8')).toContain('name?: string');

    await save(thing, 'type: object\nproperties:\n  label: { type: string }\n');
    const types = () => readFile(join(folder(), 'generated/api.ts'), 'utf8');
    await vi.waitFor(async () => expect(await types()).toContain('label?: string'), 5_000);
    await sleep(100); // Its own writes are no edits.
    expect(results.filter((result) => 'overwritten' in result)).toEqual([]);
  });

  it('a broken save that the next one mends at once → its problems are not reported', async () => {
    await save(thing, 'type: [');
    await sleep(15);
    await save(thing, 'type: object\nproperties:\n  label: { type: string }\n');
    await reported({ changed: expect.arrayContaining(['generated/api.ts']) });
    await sleep(200);
    expect(results.filter((result) => 'problems' in result)).toEqual([]);
  });

  it('an edit that stops the generator → the first line of the error', async () => {
    await rm(join(folder(), 'generated/api.ts'));
    await mkdir(join(folder(), 'generated/api.ts'));
    await save(thing, 'type: object\n');
    await reported({ problems: [expect.stringMatching(/^Error: EISDIR: .*$/)] });
  });

  it('nothing generated yet → generated at the first save', async () => {
    await stop();
    await rm(join(folder(), 'generated'), { recursive: true });
    stop = regenerateOnSave(folder(), (result) => results.push(result));
    await sleep(300);
    await save(thing, 'type: object\n');
    await reported({ changed: expect.arrayContaining(['generated/api.ts', 'generated/operations.ts']) });
  });

  it('files that are no sources → ignored', async () => {
    await save('openapi/openapi.yaml~', 'a');
    await save('openapi/notes.md', 'a');
    await sleep(200);
    expect(results).toEqual([]);
  });

  it('20 saves within 300 ms → the last one is generated', async () => {
    for (let edit = 1; edit <= 20; edit += 1) {
      await save(thing, `type: object\nproperties:\n  edit${edit}: { type: string }\n`);
      await sleep(15);
    }
    const types = () => readFile(join(folder(), 'generated/api.ts'), 'utf8');
    await vi.waitFor(async () => expect(await types()).toContain('edit20?: string'), 5_000);
  });

  it('example data saved → the bundle is generated', async () => {
    const start = performance.now();
    await save('taxonomy/releases/1.0.0.json', '{ "thing": { "code": "002" } }');
    await reported({
      changed: ['generated/bundle.ts', 'generated/openapi.yaml'],
      milliseconds: expect.any(Number),
    });
    const [result] = results;
    const longest = Math.ceil(performance.now() - start);
    expect(result && 'milliseconds' in result && result.milliseconds).toBeLessThanOrEqual(longest);
  });

  it('a file of generated/ is edited by hand → named, and made again, also while the contract is broken', async () => {
    await save('generated/api.ts.1.tmp', 'half of it');
    await save(thing, 'type: [');
    await reported({ problems: [expect.stringContaining('Thing.yaml')] });
    await rm(join(folder(), 'generated/api.ts.1.tmp'));
    const before = await readFile(join(folder(), 'generated/api.ts'), 'utf8');
    await save('generated/api.ts', 'export {};\n');
    await reported({ overwritten: ['generated/api.ts'] });
    expect(await readFile(join(folder(), 'generated/api.ts'), 'utf8')).toBe(before);
  });

  it('generated/ is removed → made again, and watched again', async () => {
    await rm(join(folder(), 'generated'), { recursive: true });
    await reported({ overwritten: expect.arrayContaining(['generated/api.ts']) });
    expect(await readFile(join(folder(), 'generated/api.ts'), 'utf8')).toContain('Thing');
    results.length = 0;
    await save('generated/api.ts', 'export {};\n');
    await reported({ overwritten: ['generated/api.ts'] });
  });

  it('a file of generated/ becomes a folder → the error is reported, and the watch goes on', async () => {
    await rm(join(folder(), 'generated/api.ts'));
    await mkdir(join(folder(), 'generated/api.ts'));
    await reported({ problems: [expect.stringMatching(/^Error: EISDIR: .*$/)] });
    await rm(join(folder(), 'generated/api.ts'), { recursive: true });
    await save(thing, 'type: object\nproperties:\n  label: { type: string }\n');
    await reported({ changed: expect.arrayContaining(['generated/api.ts']) });
  });

  it('stopped → a save is ignored', async () => {
    await stop();
    await save(thing, 'type: object\n');
    await sleep(200);
    expect(results).toEqual([]);
  });
});

it.each<[Regeneration, string]>([
  [
    { changed: ['generated/api.ts', 'generated/openapi.yaml'], milliseconds: 80 },
    'generated/api.ts, generated/openapi.yaml  80 ms',
  ],
  [{ changed: [], milliseconds: 60 }, 'nothing changed  60 ms'],
  [{ problems: ['a.yaml:1:1  No.', 'b.yaml:2:1  No.'] }, 'a.yaml:1:1  No.\nb.yaml:2:1  No.'],
  [
    { overwritten: ['generated/api.ts', 'generated/bundle.ts'] },
    'generated/api.ts is made from openapi/, and the edit of it is overwritten: edit openapi/\n' +
      'generated/bundle.ts is made from openapi/, and the edit of it is overwritten: edit openapi/',
  ],
])('describeRegeneration of %j → its lines', (regeneration, lines) => {
  expect(describeRegeneration(regeneration)).toBe(lines);
});
