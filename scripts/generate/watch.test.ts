import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { generate } from './generate.ts';
import { thing, writeToyContract } from './testing/toy-contract.ts';
import { describeRegeneration, type Regeneration, watchContract } from './watch.ts';

describe('watchContract', () => {
  let root: string;
  let results: Regeneration[];
  let stop: () => Promise<void>;
  beforeEach(async () => {
    root = await writeToyContract();
    await generate(root);
    results = [];
    stop = watchContract(root, (result) => results.push(result));
    await sleep(300); // the watcher reads the folders first
  });
  afterEach(async () => {
    await stop();
    await rm(root, { recursive: true });
  });

  const save = (name: string, text: string) => writeFile(join(root, name), text);
  const nextResult = (count: number) => vi.waitFor(() => expect(results).toHaveLength(count), 5_000);

  it('saves, a broken one among them → each reported, and the last good one generated', async () => {
    await save(thing, 'type: object\nproperties:\n  name: { type: string }\n');
    await nextResult(1);
    expect(results[0]).toMatchObject({ changed: ['generated/api.ts', 'generated/openapi.yaml'] });

    await save(thing, 'type: [');
    await nextResult(2);
    expect(results[1]).toMatchObject({ problems: expect.stringContaining('Thing.yaml') });
    expect(await readFile(join(root, 'generated/api.ts'), 'utf8')).toContain('name?: string');

    await save(thing, 'type: object\nproperties:\n  label: { type: string }\n');
    await nextResult(3);
    expect(await readFile(join(root, 'generated/api.ts'), 'utf8')).toContain('label?: string');
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
    await nextResult(1);
    expect(results[0]).toMatchObject({ changed: ['generated/openapi.yaml'] });
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
