import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../lib/testing/use-temporary-folder.ts';
import { writeManifest } from '../server/build/write-manifest.ts';
import { buildFolder, copyBuild, differencesOf, openBuild, removeBuilds } from './builds.ts';
import type { Build } from './model.ts';

const folder = useTemporaryFolder();

function makeBuild(text = 'a'): Build {
  const dist = join(folder(), `dist-${text}`);
  mkdirSync(join(dist, 'server'), { recursive: true });
  writeFileSync(join(dist, 'server/main.js'), text);
  writeManifest(dist, { version: '1.2.0', checksum: 'c'.repeat(64) });
  return openBuild(dist);
}

describe('a build', () => {
  it('as it was built → no difference, and its id is that of its copy', () => {
    const build = makeBuild();
    const copy = copyBuild(build, folder());
    expect([differencesOf(build), differencesOf(copy), copy.id]).toEqual([[], [], build.id]);
  });

  it.each<[what: string, change: (dist: string) => void, difference: string]>([
    [
      'a byte more',
      (dist) => appendFileSync(join(dist, 'server/main.js'), ' '),
      'server/main.js was changed',
    ],
    ['a file more', (dist) => writeFileSync(join(dist, 'more.js'), ''), 'more.js is not in the manifest'],
    ['a file less', (dist) => rmSync(join(dist, 'server/main.js')), 'server/main.js is missing'],
  ])('%s → named, and it is not copied', (_, change, difference) => {
    const build = makeBuild();
    change(build.folder);
    expect(differencesOf(build)).toEqual([difference]);
    expect(() => copyBuild(build, folder())).toThrow(difference);
  });

  it('its copy at the tier is changed → refused, and the folder is named', () => {
    const build = makeBuild();
    const copy = copyBuild(build, folder());
    appendFileSync(join(copy.folder, 'server/main.js'), ' ');
    expect(() => copyBuild(build, folder())).toThrow(`${copy.folder} is damaged`);
  });

  it('no manifest → refused with the command', () => {
    expect(() => openBuild(folder())).toThrow('npm run build');
  });
});

it('builds that no rollback goes back to → removed', () => {
  const builds = ['a', 'b', 'c'].map((text) => copyBuild(makeBuild(text), folder()));
  removeBuilds(folder(), builds.slice(1));
  expect(builds.map(({ id }) => existsSync(buildFolder(folder(), id)))).toEqual([false, true, true]);
});
