import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Unreachable } from '../../../lib/reach.ts';
import { useTemporaryFolder } from '../../../lib/testing/use-temporary-folder.ts';
import { bundleFile, findBase, readBase, UnknownBase } from './base.ts';
import { createRepository, type Repository } from './testing/repository.ts';

const folder = useTemporaryFolder();
let git: Repository['git'];
let commit: Repository['commit'];
beforeEach(() => {
  ({ git, commit } = createRepository(folder()));
});

const baseOf = (text: string) => findBase(folder(), text);
const push = (revision: string) => git('update-ref', 'refs/remotes/origin/main', revision);

describe('no release yet', () => {
  beforeEach(() => void git('init'));

  it('the bundle differs from HEAD → HEAD', async () => {
    await commit('a');
    const revision = await commit('b');
    expect(await baseOf('c')).toMatchObject({ name: revision, isReleased: false, text: 'b' });
  });

  it('the bundle is as in HEAD → the commit before', async () => {
    const revision = await commit('a');
    await commit('b');
    expect(await baseOf('b')).toMatchObject({ name: revision, isReleased: false, text: 'a' });
  });

  it('HEAD is on a branch → the commit where it left origin/main', async () => {
    const revision = await commit('a');
    push(revision);
    await commit('b');
    await commit('c');
    expect(await baseOf('d')).toMatchObject({ name: revision, isReleased: false, text: 'a' });
  });

  it('HEAD is origin/main → the commit before', async () => {
    const revision = await commit('a');
    push(await commit('b'));
    expect(await baseOf('b')).toMatchObject({ name: revision, isReleased: false, text: 'a' });
  });
});

describe('releases', () => {
  beforeEach(() => void git('init'));

  it('several releases → the newest by version that HEAD contains', async () => {
    await commit('a');
    git('tag', 'v0.9.0');
    git('tag', 'v1.9.0');
    await commit('b');
    git('tag', '--annotate', '--message', 'x', 'v1.10.0');
    const main = await commit('c');
    git('checkout', '-b', 'ahead');
    await commit('d');
    git('tag', 'v2.0.0');
    git('checkout', '--detach', main);
    expect(await baseOf('c')).toMatchObject({ name: 'v1.10.0', isReleased: true, text: 'b' });
  });

  it.each(['v2.0.0-rc.1', 'v2', 'version', 'v-v2.0.0', 'client-v2.0.0'])(
    'tag %s → no release',
    async (tag) => {
      const revision = await commit('a');
      await commit('b');
      git('tag', tag);
      expect(await baseOf('b')).toMatchObject({ name: revision, isReleased: false, text: 'a' });
    },
  );

  it.each(['v10.0.0', 'v0.10.0', 'v0.0.10'])('tag %s → a release', async (tag) => {
    await commit('a');
    git('tag', tag);
    expect(await baseOf('b')).toMatchObject({ name: tag, isReleased: true });
  });

  it('a release without a bundle → missing, with the reason', async () => {
    git('commit', '--allow-empty', '--message', 'x');
    git('tag', 'v1.0.0');
    expect(await baseOf('a')).toMatchObject({ missing: `v1.0.0 has no ${bundleFile}` });
  });
});

describe('nothing to compare with', () => {
  it('no repository → missing, with the reason', async () => {
    expect(await baseOf('a')).toMatchObject({ missing: 'git knows no commit here' });
  });

  it('only one commit → missing, with the reason', async () => {
    git('init');
    await commit('a');
    expect(await baseOf('a')).toMatchObject({ missing: 'git knows no commit before HEAD' });
  });

  it('a commit without a bundle → missing, with the reason', async () => {
    git('init');
    git('commit', '--allow-empty', '--message', 'x');
    const revision = git('rev-parse', '--short', 'HEAD');
    expect(await baseOf('a')).toMatchObject({ missing: `${revision} has no ${bundleFile}` });
  });
});

describe('a shallow clone', () => {
  const clone = (depth: number) => {
    git('clone', '--depth', String(depth), `file://${folder()}`, 'clone');
    return findBase(join(folder(), 'clone'), 'b');
  };
  beforeEach(async () => {
    git('init');
    await commit('a');
    git('tag', 'v1.0.0');
    await commit('b');
    await commit('c');
  });

  it('of one commit → missing, and a deeper clone may have it', async () => {
    expect(await clone(1)).toMatchObject({ isHidden: true });
  });

  it('whose history lacks the release → a commit, and a release may be hidden', async () => {
    expect(await clone(2)).toMatchObject({ isReleased: false, isHidden: true });
  });

  it('and a base that it lacks → an error that says to fetch more', async () => {
    await clone(2);
    const reading = readBase(join(folder(), 'clone'), 'v1.0.0');
    await expect(reading).rejects.toMatchObject({
      isHidden: true,
      message: expect.stringContaining('fetch-depth: 0'),
    });
  });

  it('that has the release → nothing is hidden', async () => {
    await commit('d');
    git('tag', 'v1.1.0');
    expect(await clone(1)).toMatchObject({ name: 'v1.1.0', isHidden: false });
  });
});

describe('the default branch of another remote', () => {
  it.each(['upstream/main', 'fork/master', 'upstream/HEAD'])(
    '%s → the commit where HEAD left it',
    async (name) => {
      git('init');
      const fork = await commit('a');
      git('update-ref', `refs/remotes/${name}`, fork);
      await commit('b');
      await commit('c');
      expect(await baseOf('d')).toMatchObject({ name: fork, text: 'a' });
    },
  );
});

it('a remote of which HEAD has no commit → the next one', async () => {
  git('init');
  const fork = await commit('a');
  git('update-ref', 'refs/remotes/upstream/main', fork);
  await commit('b');
  const head = await commit('c');
  git('checkout', '--orphan', 'other');
  git('update-ref', 'refs/remotes/fork/main', await commit('o'));
  git('checkout', '--detach', head);
  expect(await baseOf('d')).toMatchObject({ name: fork, text: 'a' });
});

describe('a base that is named', () => {
  beforeEach(async () => {
    git('init');
    await commit('a');
    git('tag', 'v1.0.0');
    git('tag', 'client-v1.0.0');
    await commit('b\n');
  });

  it.each([
    ['HEAD', 'b\n', false],
    ['HEAD~1', 'a', false],
    ['v1.0.0', 'a', true],
    ['client-v1.0.0', 'a', false],
  ])('revision %s → its bundle', async (name, text, isReleased) => {
    expect(await readBase(folder(), name)).toMatchObject({ name, text, isReleased });
  });

  it('a file → its text', async () => {
    const file = join(folder(), bundleFile);
    expect(await readBase(folder(), file)).toEqual({ name: file, text: 'b\n', isReleased: true });
  });

  it('a URL → what it serves', async () => {
    const server = createServer(({ url }, response) => {
      response.statusCode = url === '/openapi.yaml' ? 200 : 404;
      response.end('served');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const name = `${origin}/openapi.yaml`;
    expect(await readBase(folder(), name)).toEqual({ name, text: 'served', isReleased: true });
    const message = `${origin}/none answers 404, not with a contract.`;
    await expect(readBase(folder(), `${origin}/none`)).rejects.toMatchObject({ message, isHidden: false });
    server.closeAllConnections();
    server.close();
    await expect(readBase(folder(), name)).rejects.toThrow(Unreachable);
  });

  it.each(['v9.9.9', '--format=%s', 'none.yaml', 'nohttp://localhost'])(
    '%s, which is nothing → an error',
    async (name) => {
      const reading = readBase(folder(), name);
      await expect(reading).rejects.toBeInstanceOf(UnknownBase);
      await expect(reading).rejects.toMatchObject({ isHidden: false });
    },
  );
});
