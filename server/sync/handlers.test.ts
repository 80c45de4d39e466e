import { expect, it } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import { sampleRelease } from '../store/testing/sample-release.ts';
import { startTestService } from '../testing/start-test-service.ts';

const releases = ['1.0.0', '1.0.1'].map((version) => sampleRelease(version, 3));

it.each([
  ['a version above the current one', '9.0.0', 409, 'since-ahead', undefined, null],
  ['a version that is not known', '0.9.0', 410, 'release-expired', 'not-retained', 'alternate'],
  ['a version whose delta is too large', '1.0.0', 410, 'release-expired', 'full-is-smaller', 'alternate'],
])('%s → the problem says why, and what is current', async (_, since, status, slug, reason, relation) => {
  const service = await startTestService({ store: createMemoryStore(releases) });
  const response = await service.request(`/api/taxonomy/sync/incremental?since=${since}`);
  const link = relation && `</api/taxonomy/sync>; rel="${relation}"`;
  expect([response.status, response.headers.get('link')]).toEqual([status, link]);
  const problem = await response.json();
  expect(problem).toMatchObject({ type: `/problems/${slug}`, currentVersion: '1.0.1' });
  expect(problem.reason).toBe(reason);
  await service.close();
});

it('the current version → no changes', async () => {
  const service = await startTestService({ store: createMemoryStore(releases) });
  const response = await service.request('/api/taxonomy/sync/incremental?since=1.0.1');
  expect(await response.json()).toMatchObject({ version: '1.0.1', since: '1.0.1', changes: [] });
  await service.close();
});
