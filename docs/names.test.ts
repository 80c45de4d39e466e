import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readContract } from '../contract/bundle-file.ts';
import { projectRoot } from '../lib/project.ts';

// invariants/ knows the taxonomy. The programs of interop/ call generated clients as another team would. The edits of contract-mutation/ are passages of our own files in openapi/.
const mayName =
  /\.test\.ts$|\/testing\/|^contract-tests\/(?:invariants|contract-mutation)\/|\/generated-clients\.ts$/;

it('contract tests and mock → no operation and no path of ours is named', () => {
  const { operations } = readContract();
  const names = operations.flatMap(({ id, path }) => [`\\b${id}\\b`, path.replaceAll(/\{\w+\}/g, '.*')]);
  const ours = new RegExp(names.join('|'));
  const files = ['contract-tests', 'mock'].flatMap((room) =>
    readdirSync(`${projectRoot}/${room}`, { recursive: true, encoding: 'utf8' }).map(
      (file) => `${room}/${file}`,
    ),
  );
  const read = files.filter((file) => file.endsWith('.ts') && !mayName.test(file));
  expect(read.length).toBeGreaterThan(50);
  expect(read.filter((file) => ours.test(readFileSync(`${projectRoot}/${file}`, 'utf8')))).toEqual([]);
});
