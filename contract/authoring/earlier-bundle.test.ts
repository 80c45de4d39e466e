import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { bundleFile, readEarlierBundle } from './earlier-bundle.ts';
import { createRepository, type Repository } from './testing/repository.ts';

const folder = useTemporaryFolder();
let git: Repository['git'];
let commit: Repository['commit'];
beforeEach(() => {
  ({ git, commit } = createRepository(folder()));
});

const earlierThan = (text: string) => readEarlierBundle(folder(), text);
const push = (revision: string) => git('update-ref', 'refs/remotes/origin/main', revision);

describe('no release yet', () => {
  beforeEach(() => void git('init'));

  it('the bundle differs from HEAD → HEAD', async () => {
    await commit('a');
    const revision = await commit('b');
    expect(await earlierThan('c')).toEqual({ revision, isReleased: false, text: 'b' });
  });

  it('the bundle is as in HEAD → the commit before', async () => {
    const revision = await commit('a');
    await commit('b');
    expect(await earlierThan('b')).toEqual({ revision, isReleased: false, text: 'a' });
  });

  it('HEAD is on a branch → the commit where it left origin/main', async () => {
    const revision = await commit('a');
    push(revision);
    await commit('b');
    await commit('c');
    expect(await earlierThan('d')).toEqual({ revision, isReleased: false, text: 'a' });
  });

  it('HEAD is origin/main → the commit before', async () => {
    const revision = await commit('a');
    push(await commit('b'));
    expect(await earlierThan('b')).toEqual({ revision, isReleased: false, text: 'a' });
  });
});

describe('releases', () => {
  beforeEach(() => void git('init'));

  it('several releases → the newest by version that HEAD contains', async () => {
    await commit('a');
    git('tag', 'v1.9.0');
    await commit('b');
    git('tag', '--annotate', '--message', 'x', 'v1.10.0');
    const main = await commit('c');
    git('checkout', '-b', 'ahead');
    await commit('d');
    git('tag', 'v2.0.0');
    git('checkout', '--detach', main);
    expect(await earlierThan('c')).toEqual({ revision: 'v1.10.0', isReleased: true, text: 'b' });
  });

  it.each(['v2.0.0-rc.1', 'v2', 'version', 'client-v2.0.0'])('tag %s → no release', async (tag) => {
    const revision = await commit('a');
    await commit('b');
    git('tag', tag);
    expect(await earlierThan('b')).toEqual({ revision, isReleased: false, text: 'a' });
  });

  it('a release without a bundle → missing, with the reason', async () => {
    git('commit', '--allow-empty', '--message', 'x');
    git('tag', 'v1.0.0');
    expect(await earlierThan('a')).toEqual({ missing: `v1.0.0 has no ${bundleFile}` });
  });
});

describe('nothing to compare with', () => {
  it('no repository → missing, with the reason', async () => {
    expect(await earlierThan('a')).toEqual({ missing: 'git knows no commit here' });
  });

  it('only one commit → missing, with the reason', async () => {
    git('init');
    await commit('a');
    expect(await earlierThan('a')).toEqual({ missing: 'git knows no commit before HEAD' });
  });

  it('a shallow clone → missing, with the reason', async () => {
    git('init');
    await commit('a');
    await commit('b');
    git('clone', '--depth', '1', `file://${folder()}`, 'clone');
    const missing = 'git knows no commit before HEAD';
    expect(await readEarlierBundle(join(folder(), 'clone'), 'b')).toEqual({ missing });
  });

  it('a commit without a bundle → missing, with the reason', async () => {
    git('init');
    git('commit', '--allow-empty', '--message', 'x');
    const revision = git('rev-parse', '--short', 'HEAD');
    expect(await earlierThan('a')).toEqual({ missing: `${revision} has no ${bundleFile}` });
  });
});
