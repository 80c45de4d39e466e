import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { readBuild, readManifest } from './read-build.ts';

const folder = useTemporaryFolder();
const file = () => join(folder(), 'manifest.json');
const manifest = { contract: { version: '1.2.0', checksum: 'c' }, node: '>=20', files: { 'a.js': 'd' } };

it.each([
  ['a commit', { commit: 'abc' }],
  ['no commit', {}],
])('a manifest with %s → what it says, and its SHA-256 as the id of the build', (_, commit) => {
  // Its bytes count, not its content.
  const text = `${JSON.stringify({ ...commit, ...manifest }, null, 3)}\n\n`;
  writeFileSync(file(), text);
  const build = { id: createHash('sha256').update(text).digest('hex'), ...commit };
  expect(readManifest(file())).toStrictEqual({ manifest: { ...commit, ...manifest }, build });
  expect(readBuild(pathToFileURL(file()))).toStrictEqual(build);
});

it('no manifest → undefined', () => {
  expect(readManifest(file())).toBeUndefined();
});

it('the sources run → no build', () => {
  expect(readBuild()).toBeUndefined();
});
