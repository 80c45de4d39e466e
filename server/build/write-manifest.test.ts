import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execaSync } from 'execa';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../lib/project.ts';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { readManifest } from './read-build.ts';
import { digestsOf, readCommit, writeManifest } from './write-manifest.ts';

const folder = useTemporaryFolder();
const contract = { version: '1.2.0', checksum: 'c'.repeat(64) };

/** Writes files whose content is their path. */
function write(dist: string, ...paths: string[]): string {
  for (const path of paths) {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    writeFileSync(join(dist, path), path);
  }
  return dist;
}

describe('a build', () => {
  it('its manifest → each file with its SHA-256, the commit, the contract and the versions of Node', () => {
    const dist = write(folder(), 'taxonomy.mjs', 'server/main.js');
    const id = writeManifest(dist, { ...contract, text: 'not listed' } as typeof contract, 'abc');
    const { engines } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(readManifest(join(dist, 'manifest.json'))).toStrictEqual({
      manifest: {
        commit: 'abc',
        contract,
        node: engines.node,
        files: { 'server/main.js': sha256('server/main.js'), 'taxonomy.mjs': sha256('taxonomy.mjs') },
      },
      build: { id, commit: 'abc' },
    });
  });

  it('equal files, written in another order → the same id; another byte → another one', () => {
    const paths = ['b.js', 'a/c.js', 'a.js'];
    const one = write(join(folder(), 'one'), ...paths);
    const other = write(join(folder(), 'other'), ...paths.toReversed());
    const idOf = (dist: string) => writeManifest(dist, contract, 'abc');
    const id = idOf(one);
    expect(idOf(other)).toBe(id);
    appendFileSync(join(other, 'b.js'), ' ');
    expect(idOf(other)).not.toBe(id);
  });

  it('files in folders → listed by path, without the folders and the manifest', () => {
    const dist = write(folder(), 'b.js', 'manifest.json', 'a/manifest.json', 'a/b/c.js', 'a.js');
    expect(Object.keys(digestsOf(dist))).toEqual(['a.js', 'a/b/c.js', 'a/manifest.json', 'b.js']);
  });
});

describe('the commit of the sources', () => {
  const git = (...args: string[]) =>
    execaSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], { cwd: folder() }).stdout;

  it('no repository → undefined', () => {
    expect(readCommit(folder())).toBeUndefined();
  });

  it('a file is new → clean; a file of the commit is changed → dirty', () => {
    write(folder(), 'a.ts');
    git('init');
    git('add', '--all');
    git('commit', '--message', 'x');
    const head = git('rev-parse', 'HEAD');
    write(folder(), 'b.ts');
    expect(readCommit(folder())).toBe(head);
    appendFileSync(join(folder(), 'a.ts'), ' ');
    expect(readCommit(folder())).toBe(`${head}-dirty`);
  });
});
