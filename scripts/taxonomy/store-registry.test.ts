import { beforeEach, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { historyOf } from '../../taxonomy/history.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { planRelease } from './plan.ts';
import { openStoreRegistry } from './store-registry.ts';

const folder = useTemporaryFolder();
let environment = {};
beforeEach(() => {
  environment = { DATA_DIR: folder() };
});

it('an empty store → the past is the bundled releases, or nothing when fresh', async () => {
  const fresh = await openStoreRegistry(environment, { fresh: true });
  expect(await fresh.loadPast()).toEqual({ current: undefined, history: [] });
  await fresh.close();
  const registry = await openStoreRegistry(environment);
  expect(await registry.loadPast()).toEqual({
    current: bundledReleases[1],
    history: historyOf(bundledReleases),
  });
  await registry.close();
});

it('two publishers that loaded the same release → the second is refused, and its release is not stored', async () => {
  const [one, other] = [await openStoreRegistry(environment), await openStoreRegistry(environment)];
  const { prepared } = planRelease(bundledReleases[0]!, await one.loadPast());
  expect(await one.publish(prepared!, '1.2.3')).toBe('2.0.0');
  await expect(other.publish(prepared!, '1.2.3')).rejects.toMatchObject({
    name: 'CommandError',
    exitCode: 1,
    message: expect.stringMatching(
      /^Another release was published in the meantime; .* The current version is 2\.0\.0/,
    ),
  });
  expect((await other.list())[0]?.version).toBe('2.0.0');
  await Promise.all([one.close(), other.close()]);
});

it('a database of another kind → wrong usage that names the variable, without the password', async () => {
  const environment = { DATABASE_URL: 'mysql://someone:secret@127.0.0.1/registry' };
  const error: unknown = await openStoreRegistry(environment).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    name: 'CommandError',
    exitCode: 2,
    message: expect.stringContaining('DATABASE_URL'),
  });
  expect(String(error)).not.toContain('secret');
});

it('an unreachable database → exit 3, without the password', async () => {
  const environment = { DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/registry' };
  const error: unknown = await openStoreRegistry(environment).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'CommandError', exitCode: 3 });
  expect(String(error)).not.toContain('secret');
});
