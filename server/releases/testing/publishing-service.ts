/** A service to publish to, and taxonomies that follow its current release. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { bundledReleases } from '../../../taxonomy/releases/index.ts';
import type { Alias, Layer, Release } from '../../../taxonomy/tree.ts';
import { createMemoryStore } from '../../store/memory-store.ts';
import type { ReleaseStore } from '../../store/store.ts';
import { startTestService, type TestService } from '../../testing/start-test-service.ts';
import { createTestIssuer, type TestIssuer } from '../../testing/test-issuer.ts';

export const path = '/api/taxonomy/releases';
export const [before, current] = bundledReleases as [Release, Release];
export const same = { layers: current.layers, aliases: current.aliases };
export const renamed = withLayers(([first, ...others]) => [{ ...first!, name: 'Renamed' }, ...others]);
export const renamedAgain = withLayers(([first, ...others]) => [{ ...first!, name: 'Other' }, ...others]);

export function withLayers(edit: (layers: readonly Layer[]) => readonly Layer[]) {
  return { ...same, layers: edit(current.layers) };
}

export function large(aliases: readonly Alias[]) {
  const name = 'Large';
  const codes = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      code: String(index).padStart(3, '0'),
      numericCode: String(index + 500).padStart(3, '0'),
      name,
    }));
  const categories = codes(50).map((category) => ({ ...category, subcategories: codes(100) }));
  return { layers: [{ code: 'S', numericCode: '2', name, categories }], aliases };
}

interface PublishingService {
  service: TestService;
  /** Another one for each test. A test may replace it. */
  store: ReleaseStore;
  issuer: TestIssuer;
}

/** All tests of a file share one service, because starting one takes longer than a test. */
export function usePublishingService() {
  const shared = {} as PublishingService;
  let currentTag: () => Promise<string>;
  const storeOfTest = new Proxy({} as ReleaseStore, { get: (_, name) => Reflect.get(shared.store, name) });
  beforeEach(() => {
    shared.store = createMemoryStore(bundledReleases);
    // Tests replace it by one that fails or waits.
    const { list } = shared.store;
    currentTag = async () => `"${(await list())[0]?.version}"`;
  });
  beforeAll(async () => {
    shared.issuer = await createTestIssuer();
    shared.store = createMemoryStore(bundledReleases);
    const { environment } = shared.issuer;
    shared.service = await startTestService({ store: storeOfTest, environment });
  });
  afterAll(async () => {
    await shared.service.close();
    await shared.issuer.close();
  });

  async function send(body: unknown, headers: Record<string, string>, to = shared.service) {
    const response = await to.post(path, body, { ...(await shared.issuer.bearer()), ...headers });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  return {
    shared,
    send,
    /** Publishes after the current release, unless the headers say otherwise. */
    publish: async (body: unknown, headers: Record<string, string> = {}, to = shared.service) =>
      send(body, { 'If-Match': await currentTag(), ...headers }, to),
    read: async (path: string) => (await shared.service.request(`/api/taxonomy${path}`)).json(),
    versions: async () => (await shared.store.list()).map(({ version }) => version),
  };
}
