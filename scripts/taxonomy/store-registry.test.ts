import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { historyOf } from '../../taxonomy/history.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { planRelease } from './plan.ts';
import { openStoreRegistry } from './store-registry.ts';

let [folder, environment] = ['', {}];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registry-'));
  environment = { DATA_DIR: folder };
});
afterEach(() => rm(folder, { recursive: true }));

it('an empty store → the bundled releases are the past; nothing is when fresh', async () => {
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

it('two publishers that saw the same release → the second is told, and nothing of its own is kept', async () => {
  const [one, other] = [await openStoreRegistry(environment), await openStoreRegistry(environment)];
  const { prepared } = planRelease(bundledReleases[0]!, await one.loadPast());
  expect(await one.publish(prepared!, '1.2.3')).toBe('2.0.0');
  await expect(other.publish(prepared!, '1.2.3')).rejects.toMatchObject({
    name: 'CommandError',
    exitCode: 1,
    message: expect.stringMatching(/^Someone else published first; .* The current version is 2\.0\.0/),
  });
  expect((await other.list())[0]?.version).toBe('2.0.0');
  await Promise.all([one.close(), other.close()]);
});

it('a database of another kind → wrong usage that names the variable, without the words of its URL', async () => {
  const environment = { DATABASE_URL: 'mysql://someone:secret@127.0.0.1/registry' };
  const error: unknown = await openStoreRegistry(environment).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    name: 'CommandError',
    exitCode: 2,
    message: expect.stringContaining('DATABASE_URL'),
  });
  expect(String(error)).not.toContain('secret');
});

it('a database that does not answer → unreachable, without the words of its URL', async () => {
  const environment = { DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/registry' };
  const error: unknown = await openStoreRegistry(environment).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'CommandError', exitCode: 3 });
  expect(String(error)).not.toContain('secret');
});
