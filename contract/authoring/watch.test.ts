import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { generate } from './generate.ts';
import { thing, writeToyContract } from './testing/toy-contract.ts';
import { describeRegeneration, type Regeneration, regenerateOnSave } from './watch.ts';

describe('regenerateOnSave', () => {
  let root: string;
  let results: Regeneration[];
  let stop: () => Promise<void>;
  beforeEach(async () => {
    root = await writeToyContract();
    await generate(root);
    results = [];
    stop = regenerateOnSave(root, (result) => results.push(result));
    await sleep(300); // the watcher reads the folders first
  });
  afterEach(async () => {
    await stop();
    await rm(root, { recursive: true });
  });

  const save = (name: string, text: string) => writeFile(join(root, name), text);
  // Among others: where the machine is busy, one save is several events, and more than one result.
  const reported = (result: object) =>
    vi.waitFor(() => expect(results).toContainEqual(expect.objectContaining(result)), 5_000);

  it('saves, a broken one among them → each reported, and the last good one generated', async () => {
    await save(thing, 'type: object\nproperties:\n  name: { type: string }\n');
    await reported({ changed: ['generated/api.ts', 'generated/openapi.yaml'] });

    await save(thing, 'type: [');
    await reported({ problems: expect.stringContaining('Thing.yaml') });
    expect(await readFile(join(root, 'generated/api.ts'), 'utf8')).toContain('name?: string');

    await save(thing, 'type: object\nproperties:\n  label: { type: string }\n');
    const types = () => readFile(join(root, 'generated/api.ts'), 'utf8');
    await vi.waitFor(async () => expect(await types()).toContain('label?: string'), 5_000);
  });

  it('saved again and again → the last one is generated', async () => {
    for (let edit = 1; edit <= 20; edit += 1) {
      await save(thing, `type: object\nproperties:\n  edit${edit}: { type: string }\n`);
      await sleep(15);
    }
    const types = () => readFile(join(root, 'generated/api.ts'), 'utf8');
    await vi.waitFor(async () => expect(await types()).toContain('edit20?: string'), 5_000);
  });

  it('example data saved → the bundle follows', async () => {
    await save('taxonomy/releases/1.0.0.json', '{ "thing": { "code": "002" } }');
    await reported({ changed: ['generated/openapi.yaml'] });
  });

  it('stopped → saves are not followed any more', async () => {
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
])('%j → one readable line', (regeneration, line) => {
  expect(describeRegeneration(regeneration)).toBe(line);
});
