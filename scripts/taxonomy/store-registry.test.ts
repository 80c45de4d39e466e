import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { planRelease } from './plan.ts';
import { loadHistory } from './registry.ts';
import { openStoreRegistry } from './store-registry.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registry-'));
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('DATA_DIR', folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

it('an empty store → the bundled releases, oldest first; nothing when fresh', async () => {
  const fresh = await openStoreRegistry({ fresh: true });
  expect(await loadHistory(fresh)).toEqual([]);
  await fresh.close();
  const registry = await openStoreRegistry();
  expect(await loadHistory(registry)).toEqual(bundledReleases);
  await registry.close();
});

it('two publishers that saw the same release → the second is told, and nothing of its own is kept', async () => {
  const [one, other] = [await openStoreRegistry(), await openStoreRegistry()];
  const earlier = await loadHistory(one);
  const { release } = planRelease(bundledReleases[0] as Release, earlier) as { release: Release };
  expect(await one.publish(release, '1.2.3')).toBe('2.0.0');
  await expect(other.publish({ ...release, version: '3.0.0' }, '1.2.3')).rejects.toMatchObject({
    name: 'Failure',
    exitCode: 1,
    message: expect.stringMatching(/^Someone else published first; .* The current version is 2\.0\.0/),
  });
  expect((await other.list())[0]?.version).toBe('2.0.0');
  await Promise.all([one.close(), other.close()]);
});

it('a database that does not answer → unreachable, without the words of its URL', async () => {
  vi.stubEnv('DATABASE_URL', 'postgres://someone:secret@127.0.0.1:1/registry');
  const error: unknown = await openStoreRegistry().catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'Failure', exitCode: 3 });
  expect(String(error)).not.toContain('secret');
});
