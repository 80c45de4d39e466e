import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDrift } from './drift.ts';
import { generate } from './generate.ts';
import { thing, writeToyContract } from './testing/toy-contract.ts';

let root: string;
beforeEach(async () => {
  root = await writeToyContract();
  await generate(root);
});
afterEach(() => rm(root, { recursive: true }));

const write = (name: string, text: string) => writeFile(join(root, name), text);
const edit = () => write(thing, 'type: object\nproperties:\n  name: { type: string }\n');
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], { cwd: root, stdio: 'pipe' });

const onDisk = [
  'generated/api.ts is not what the contract gives: npm run generate',
  'generated/openapi.yaml is not what the contract gives: npm run generate',
];
const remedy = 'git add --all openapi taxonomy/releases generated';
const inIndex = [
  `generated/api.ts in git's index is not what its contract gives: ${remedy}`,
  `generated/openapi.yaml in git's index is not what its contract gives: ${remedy}`,
];

describe('on disk', () => {
  it('just generated → no drift', async () => {
    expect(await findDrift(root)).toEqual([]);
  });

  it('a source edited → its outputs', async () => {
    await edit();
    expect(await findDrift(root)).toEqual(onDisk);
  });

  it('an output edited by hand → that output', async () => {
    await write('generated/operations.ts', '');
    expect(await findDrift(root)).toEqual([
      'generated/operations.ts is not what the contract gives: npm run generate',
    ]);
  });

  it('a file that nobody generates → that file', async () => {
    await write('generated/old.ts', '');
    expect(await findDrift(root)).toEqual([
      'generated/old.ts is not generated from anything: rm generated/old.ts',
    ]);
  });
});

describe("in git's index", () => {
  beforeEach(() => {
    git('init');
    git('add', '--all');
    git('commit', '--message', 'first');
  });

  it('everything committed → no drift', async () => {
    expect(await findDrift(root)).toEqual([]);
  });

  it('edited and generated, not staged → no drift', async () => {
    await edit();
    await generate(root);
    expect(await findDrift(root)).toEqual([]);
  });

  it('edited, generated and staged → no drift', async () => {
    await edit();
    await generate(root);
    git('add', '--all');
    expect(await findDrift(root)).toEqual([]);
  });

  it('the source staged without its outputs → the outputs', async () => {
    await edit();
    await generate(root);
    git('add', 'openapi');
    expect(await findDrift(root)).toEqual(inIndex);
  });

  it('the source committed without its outputs → the outputs', async () => {
    await edit();
    await generate(root);
    git('commit', '--message', 'half', 'openapi');
    expect(await findDrift(root)).toEqual(inIndex);
  });

  it('outputs staged without their source → the outputs', async () => {
    await edit();
    await generate(root);
    git('add', 'generated');
    expect(await findDrift(root)).toEqual(inIndex);
  });

  it('outputs never added → every output', async () => {
    git('rm', '--cached', '-r', 'generated');
    expect(await findDrift(root)).toHaveLength(3);
  });

  it('a staged source that breaks the contract → says so', async () => {
    const whole = 'type: object\nproperties:\n  code: { type: string }\n';
    await write(thing, 'typ: object\n');
    git('add', '--all');
    await write(thing, whole);
    await generate(root);
    const [sentence] = await findDrift(root);
    expect(sentence).toMatch(/^In git's index: .*\nopenapi.components.schemas.Thing\.yaml:1:1/);
  });
});
