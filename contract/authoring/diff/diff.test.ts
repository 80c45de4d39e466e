import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useTemporaryFolder } from '../../../lib/testing/use-temporary-folder.ts';
import { writeToyContract } from '../testing/toy-contract.ts';
import { bundleFile } from './base.ts';
import { diffContract, isRefused } from './diff.ts';
import { createRepository } from './testing/repository.ts';

const folder = useTemporaryFolder();
const item = (path: string) => `  ${path}: { get: { responses: { "200": { description: All. } } } }\n`;
const contract = (version: string, ...paths: string[]) =>
  `openapi: 3.1.0\ninfo: { title: Toy, version: ${version} }\npaths:\n${paths.map(item).join('')}`;
const removed = {
  level: 'major',
  message: 'Path `/things/{code}` was removed.',
  place: expect.any(String),
  needed: '2.0.0',
};

it('a path removed → listed before the first release, refused after it, allowed by a major version', async () => {
  const root = folder();
  const { write, git, commit } = createRepository(root);
  await write(contract('1.0.0', '/things/{code}'));
  expect(await diffContract(root)).toMatchObject({ missing: 'git knows no commit here' });

  git('init');
  await writeToyContract(root);
  const head = await commit(contract('1.0.0', '/things/{code}', '/others'));
  await write(contract('1.0.0', '/others'));
  const unreleased = await diffContract(root);
  expect(unreleased).toMatchObject({
    base: head,
    isReleased: false,
    version: { base: '1.0.0', current: '1.0.0', needed: '2.0.0', verdict: 'too low' },
    // The sources of that commit have it.
    changes: [{ ...removed, place: `${head}:openapi/openapi.yaml:5` }],
  });
  expect(isRefused(unreleased, true)).toBe(false);

  git('tag', 'v1.0.0');
  const released = await diffContract(root);
  expect(released).toMatchObject({
    base: 'v1.0.0',
    isReleased: true,
    versionPlace: 'openapi/openapi.yaml:3',
  });
  expect(isRefused(released, false)).toBe(true);

  await write(contract('2.0.0', '/others'));
  const announced = await diffContract(root);
  expect(announced).toMatchObject({ changes: [removed], version: { verdict: 'enough' } });
  expect(isRefused(announced, false)).toBe(false);
});

it('a file as base → the removed part is named by its pointer', async () => {
  const { write } = createRepository(folder());
  const base = join(folder(), 'base.yaml');
  await write(contract('1.0.0', '/things/{code}'));
  await cp(join(folder(), bundleFile), base);
  await write(contract('1.0.0', '/others'));
  const diff = await diffContract(folder(), base);
  expect(diff).toMatchObject({
    isReleased: true,
    isHidden: false,
    changes: [{ place: `${base}#/paths/~1things~1{code}` }, {}],
  });
});

it('a shallow clone without a release → one may be hidden', async () => {
  const { git, commit } = createRepository(folder());
  git('init');
  for (let count = 1; count <= 3; count += 1) await commit(contract('1.0.0', '/others'));
  git('clone', '--depth', '2', `file://${folder()}`, 'clone');
  expect(await diffContract(join(folder(), 'clone'))).toMatchObject({ isReleased: false, isHidden: true });
});

it.each(['no version', 'fallen'] as const)(
  'a version that is %s → refused without a release, too',
  (verdict) => {
    const version = { base: '1.0.0', current: 'x', needed: '1.0.0', verdict };
    const diff = {
      base: 'abc',
      isReleased: false,
      isHidden: false,
      version,
      versionPlace: 'a:1',
      changes: [],
    };
    expect(isRefused(diff, false)).toBe(true);
  },
);

it('a clone that may lack a release → refused in CI alone', () => {
  const diff = { missing: 'why', isHidden: true };
  expect([isRefused(diff, true), isRefused(diff, false)]).toEqual([true, false]);
  expect(isRefused({ ...diff, isHidden: false }, true)).toBe(false);
});
