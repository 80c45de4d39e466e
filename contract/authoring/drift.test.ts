import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { findDrift } from './drift.ts';
import { generate } from './generate.ts';
import { thing, writeToyContract } from './testing/toy-contract.ts';

const folder = useTemporaryFolder();
beforeEach(async () => {
  await writeToyContract(folder());
  await generate(folder());
});

const write = (name: string, text: string) => writeFile(join(folder(), name), text);

it('just generated → no drift', async () => {
  expect(await findDrift(folder())).toEqual([]);
});

it('nothing generated → each output', async () => {
  await rm(join(folder(), 'generated'), { recursive: true });
  expect(await findDrift(folder())).toEqual(
    ['api.ts', 'operations.ts', 'bundle.ts', 'openapi.yaml'].map(
      (name) => `generated/${name} is not what openapi/ gives: npm run generate`,
    ),
  );
});

it('a source was edited → each output that depends on it', async () => {
  await write(thing, 'type: object\nproperties:\n  name: { type: string }\n');
  expect(await findDrift(folder())).toEqual([
    'generated/api.ts is not what openapi/ gives: npm run generate',
    'generated/bundle.ts is not what openapi/ gives: npm run generate',
    'generated/openapi.yaml is not what openapi/ gives: npm run generate',
  ]);
});

it('an output was edited by hand → that output', async () => {
  await write('generated/operations.ts', '');
  expect(await findDrift(folder())).toEqual([
    'generated/operations.ts is not what openapi/ gives: npm run generate',
  ]);
});

it('a file that is not generated → that file', async () => {
  await write('generated/old.ts', '');
  expect(await findDrift(folder())).toEqual([
    'generated/old.ts is not made from openapi/: rm generated/old.ts',
  ]);
});
