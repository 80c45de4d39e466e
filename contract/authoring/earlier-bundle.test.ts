import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleFile, readEarlierBundle } from './earlier-bundle.ts';
import { createRepository } from './testing/repository.ts';

let repository: Awaited<ReturnType<typeof createRepository>>;
beforeEach(async () => {
  repository = await createRepository();
});
afterEach(() => rm(repository.root, { recursive: true }));

const publish = (revision: string) => repository.git('update-ref', 'refs/remotes/origin/main', revision);

describe('no release yet', () => {
  beforeEach(() => void repository.git('init'));

  it('the bundle is edited → HEAD', async () => {
    await repository.commit('a');
    const commit = await repository.commit('b');
    expect(await readEarlierBundle(repository.root, 'c')).toEqual({
      revision: commit,
      isReleased: false,
      text: 'b',
    });
  });

  it('the bundle is as in HEAD → the commit before', async () => {
    const commit = await repository.commit('a');
    await repository.commit('b');
    expect(await readEarlierBundle(repository.root, 'b')).toEqual({
      revision: commit,
      isReleased: false,
      text: 'a',
    });
  });

  it('a branch → where it left origin/main, however many commits ago', async () => {
    const commit = await repository.commit('a');
    publish(commit);
    await repository.commit('b');
    await repository.commit('c');
    expect(await readEarlierBundle(repository.root, 'd')).toEqual({
      revision: commit,
      isReleased: false,
      text: 'a',
    });
  });

  it('origin/main is HEAD → as without it', async () => {
    const commit = await repository.commit('a');
    publish(await repository.commit('b'));
    expect(await readEarlierBundle(repository.root, 'b')).toEqual({
      revision: commit,
      isReleased: false,
      text: 'a',
    });
  });
});

describe('releases', () => {
  beforeEach(() => void repository.git('init'));

  it('several → the newest by version that HEAD contains', async () => {
    const { git, commit, root } = repository;
    await commit('a');
    git('tag', 'v1.9.0');
    await commit('b');
    git('tag', '--annotate', '--message', 'x', 'v1.10.0');
    const main = await commit('c');
    git('checkout', '-b', 'ahead');
    await commit('d');
    git('tag', 'v2.0.0');
    git('checkout', '--detach', main);
    expect(await readEarlierBundle(root, 'c')).toEqual({ revision: 'v1.10.0', isReleased: true, text: 'b' });
  });

  it.each(['v2.0.0-rc.1', 'v2', 'version', 'client-v2.0.0'])('tag %s → no release', async (tag) => {
    const { git, commit, root } = repository;
    const before = await commit('a');
    await commit('b');
    git('tag', tag);
    expect(await readEarlierBundle(root, 'b')).toEqual({ revision: before, isReleased: false, text: 'a' });
  });

  it('a release without a bundle → why', async () => {
    const { git, root } = repository;
    git('commit', '--allow-empty', '--message', 'x');
    git('tag', 'v1.0.0');
    expect(await readEarlierBundle(root, 'a')).toEqual({ missing: `v1.0.0 has no ${bundleFile}` });
  });
});

describe('nothing to compare with → why', () => {
  it('no git', async () => {
    expect(await readEarlierBundle(repository.root, 'a')).toEqual({ missing: 'git knows no commit here' });
  });

  it('the first commit', async () => {
    repository.git('init');
    await repository.commit('a');
    const missing = 'git knows no commit before HEAD';
    expect(await readEarlierBundle(repository.root, 'a')).toEqual({ missing });
  });

  it('a shallow clone', async () => {
    const { root, git, commit } = repository;
    git('init');
    await commit('a');
    await commit('b');
    git('clone', '--depth', '1', `file://${root}`, 'clone');
    const missing = 'git knows no commit before HEAD';
    expect(await readEarlierBundle(join(root, 'clone'), 'b')).toEqual({ missing });
  });

  it('a commit without a bundle', async () => {
    repository.git('init');
    repository.git('commit', '--allow-empty', '--message', 'x');
    const commit = repository.git('rev-parse', '--short', 'HEAD');
    const missing = `${commit} has no ${bundleFile}`;
    expect(await readEarlierBundle(repository.root, 'a')).toEqual({ missing });
  });
});
