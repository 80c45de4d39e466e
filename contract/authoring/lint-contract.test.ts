import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { projectRoot } from '../../lib/project.ts';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { createLintContract } from './lint-contract.ts';

const root = useTemporaryFolder();
beforeEach(async () => {
  for (const folder of ['openapi', 'taxonomy']) {
    await cp(join(projectRoot, folder), join(root(), folder), { recursive: true });
  }
});

const shared = 'openapi/components/headers/Vary.yaml';
const lint = async () => (await createLintContract())(root());

it('a shared file is empty → one line, which names it', async () => {
  await writeFile(join(root(), shared), '');
  expect(await lint()).toEqual([`${shared}:1:1  The file is empty. (no-unresolved-refs)`]);
});

it('a shared file is gone → one line for all of its uses, with the first of them', async () => {
  await rm(join(root(), shared));
  const [line, ...others] = await lint();
  expect(line).toMatch(
    /^openapi\/\S+:\d+:\d+ {2}Can't resolve \$ref: .*'openapi\/components\/headers\/Vary\.yaml'/,
  );
  expect(others).toEqual([]);
});

it('a shared file is no YAML → one line with its place, not with that of its uses', async () => {
  await writeFile(join(root(), shared), 'schema:\n  type: ]\n');
  expect(await lint()).toEqual([expect.stringMatching(new RegExp(`^${shared}:2:\\d+ {2}`))]);
});
