import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { countNodes } from '../../taxonomy/tree.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { type ReleaseStore, StoreUnavailable } from '../store/store.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

const path = '/api/taxonomy/releases';
const before = bundledReleases[0]!;
const immutable = 'public, max-age=31536000, immutable';

let store: ReleaseStore;
let service: TestService;
beforeAll(async () => {
  store = createMemoryStore(bundledReleases);
  service = await startTestService({ store });
});
afterAll(() => service.close());
afterEach(() => vi.restoreAllMocks());

const breakStore = () => {
  for (const method of ['list', 'get', 'history', 'ping'] as const)
    vi.spyOn(store, method).mockRejectedValue(new StoreUnavailable(new Error('gone')));
};

describe('the list', () => {
  it('GET → every release without its tree, newest first, to be revalidated', async () => {
    const response = await service.request(path);
    expect(response.headers.get('cache-control')).toBe('public, no-cache');
    const releases = bundledReleases.toReversed().map((release) => {
      const { version, checksum, lastUpdated } = release;
      return { version, checksum, lastUpdated, ...countNodes(release) };
    });
    expect(await response.json()).toEqual({ releases, count: 2 });
  });

  it('the store is unavailable → the list nevertheless', async () => {
    breakStore();
    expect((await service.request(path)).status).toBe(200);
  });
});

describe('a release', () => {
  it.each(bundledReleases)('$version → the whole release, cacheable for a year', async (release) => {
    const response = await service.request(`${path}/${release.version}`);
    expect(await response.json()).toEqual(release);
    expect(response.headers.get('cache-control')).toBe(immutable);
    const etag = response.headers.get('etag') ?? '';
    const again = await service.request(`${path}/${release.version}`, { headers: { 'If-None-Match': etag } });
    expect([again.status, again.headers.get('cache-control')]).toEqual([304, immutable]);
  });

  it('the current version → the same bytes as the tree', async () => {
    const [release, tree] = await Promise.all(
      [`${path}/1.2.3`, '/api/taxonomy'].map((path) => service.request(path)),
    );
    expect(release?.headers.get('etag')).toBe(tree?.headers.get('etag'));
  });

  it('the store is unavailable → the current release and recently read ones; 503 for others', async () => {
    await service.request(`${path}/1.2.2`);
    breakStore();
    expect((await service.request(`${path}/1.2.3`)).status).toBe(200);
    expect((await service.request(`${path}/1.2.2`)).status).toBe(200);
    const other = await service.request(`${path}/1.2.1`);
    expect([other.status, other.headers.get('retry-after')]).toEqual([503, '30']);
  });

  it('requested again → read from the store only if three others were requested since', async () => {
    const get = vi.spyOn(store, 'get').mockImplementation(async (version) => ({ ...before, version }));
    const readAll = async (versions: readonly string[]) => {
      get.mockClear();
      for (const version of versions) await service.request(`${path}/${version}`);
      return get.mock.calls.map(([version]) => version);
    };
    expect(await readAll(['0.0.1', '0.0.2', '0.0.1', '0.0.3'])).toEqual(['0.0.1', '0.0.2', '0.0.3']);
    expect(await readAll(['0.0.1', '0.0.4'])).toEqual(['0.0.4']);
    expect(await readAll(['0.0.1', '0.0.3', '0.0.2'])).toEqual(['0.0.2']);
  });

  it('several requested at once, some twice → read one after the other, each once', async () => {
    let [reading, most] = [0, 0];
    const get = vi.spyOn(store, 'get').mockImplementation(async (version) => {
      reading += 1;
      most = Math.max(most, reading);
      await new Promise((resolve) => setTimeout(resolve, 10));
      reading -= 1;
      return { ...before, version };
    });
    const versions = ['0.1.1', '0.1.2', '0.1.1', '0.1.3', '0.1.2'];
    const responses = await Promise.all(versions.map((version) => service.request(`${path}/${version}`)));
    expect(responses.map(({ status }) => status)).toEqual(versions.map(() => 200));
    expect([most, get.mock.calls.length]).toEqual([1, 3]);
  });

  it('an unknown version → 404, not cacheable', async () => {
    const response = await service.request(`${path}/9.0.0`);
    expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect(await response.json()).toMatchObject({
      type: '/problems/unknown-release',
      detail: 'There is no release 9.0.0. GET /api/taxonomy/releases lists those there are.',
    });
  });

  it.each(['1.2', 'v1.2.3', '01.2.3', '1.2.3-rc', 'latest', `${'1'.repeat(40)}.0.0`])(
    '%s → 400',
    async (version) => {
      expect((await service.request(`${path}/${version}`)).status).toBe(400);
    },
  );
});
