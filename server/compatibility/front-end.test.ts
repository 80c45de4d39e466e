/** The requests of the deployed front end: its sync service, and then the pages that it draws. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { reverseDelta } from '../../taxonomy/history.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { countNodes, type Node, type Release } from '../../taxonomy/tree.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

const origin = 'https://registry.example';
const [before, current] = bundledReleases as [Release, Release];
const stars = current.layers.find(({ code }) => code === 'S')!;
const pop = stars.categories.find(({ code }) => code === 'POP')!;

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

/** It sends Content-Type with every GET. So a browser asks first whether it may, and the page reads the response. */
async function ask(path: string, of = service) {
  const url = `/api/taxonomy${path}`;
  const preflight = await of.request(url, {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'content-type',
    },
  });
  expect(preflight.ok).toBe(true);
  expect(['*', origin]).toContain(preflight.headers.get('access-control-allow-origin'));
  expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('content-type');

  const headers = { Origin: origin, 'Content-Type': 'application/json' };
  const response = await of.request(url, { headers });
  expect(['*', origin]).toContain(response.headers.get('access-control-allow-origin'));
  return { status: response.status, body: await response.json() };
}

interface Index {
  readonly layers: Record<
    string,
    { readonly categories: Record<string, { readonly subcategories: object }> }
  >;
}

/** A second service counts the keys of the index. */
function countKeys({ layers }: Index): number {
  const categories = Object.values(layers).flatMap((layer) => Object.values(layer.categories));
  return categories.flatMap(({ subcategories }) => Object.keys(subcategories)).length;
}

describe('the sync service', () => {
  it('health, version, index → one version, and a key for each subcategory', async () => {
    const health = await ask('/health');
    expect(health).toMatchObject({ status: 200, body: { status: 'healthy' } });
    const { body: version } = await ask('/version');
    const { body: index } = await ask('/index');
    expect(index.version).toBe(version.version);
    expect(index.lastUpdated).toBe(version.lastUpdated);
    expect(index.totalLayers).toBe(10);
    expect(countKeys(index)).toBe(health.body.totalSubcategories);
    expect(index.layers.S).toMatchObject({ totalCategories: 12, totalSubcategories: 46 });
    expect(index.layers.S.categories.POP.subcategoryCount).toBe(16);
  });

  it('another release is published → another version string, and then the new codes', async () => {
    const store = createMemoryStore([before]);
    const registry = await startTestService({ store });
    const first = await ask('/version', registry);
    expect((await ask('/index', registry)).body.layers.M.categories.SMT.subcategories).not.toHaveProperty(
      'LPC',
    );

    await store.publish({ release: current, reverse: reverseDelta(current, before) }, before.version);
    await vi.waitFor(async () =>
      expect((await ask('/version', registry)).body.version).not.toBe(first.body.version),
    );
    const { version, layers } = (await ask('/index', registry)).body;
    expect(version).toBe(current.version);
    expect(layers.M.categories.SMT.subcategories).toHaveProperty('LPC', {});
    await registry.close();
  });
});

describe('the pages', () => {
  const codes = (nodes: readonly { code: string }[]) => nodes.map(({ code }) => code);
  const named = ({ code, name, numericCode }: Node) => ({ code, name, numericCode });

  const pages: Readonly<Record<string, unknown>> = {
    '/layer-count': { count: 10, layers: codes(current.layers) },
    '/layers/S/category-count': { layer: 'S', count: 12 },
    '/layers/s/categories/pop/subcategory-count': { layer: 'S', category: 'POP', count: 16 },
    '/layers/S/subcategory-counts': expect.objectContaining({
      layer: 'S',
      totalCategories: 12,
      totalSubcategories: 46,
    }),
    '/layers/S/categories': { layer: 'S', categories: stars.categories.map(named), count: 12 },
    '/layers/S/categories/POP/subcategories': {
      layer: 'S',
      category: 'POP',
      subcategories: pop.subcategories.map(named),
      count: 16,
    },
    '/index': expect.objectContaining({ totalLayers: 10 }),
    '/tree': expect.objectContaining({ S: expect.objectContaining({ name: stars.name }) }),
  };

  it('the first requests after a start → what the tree has', async () => {
    const started = await startTestService();
    for (const [path, body] of Object.entries(pages))
      expect({ path, ...(await ask(path, started)) }).toEqual({ path, status: 200, body });
    await started.close();
  });

  it.each(codes(current.layers))('the counts of layer %s → they add up to the tree', async (code) => {
    const layer = current.layers.find((each) => each.code === code)!;
    const { totalCategories, totalSubcategories } = countNodes({ layers: [layer] });
    const { body } = await ask(`/layers/${code}/subcategory-counts`);
    expect(body).toMatchObject({ layer: code, totalCategories, totalSubcategories });
    const counts: { category: string; count: number }[] = body.counts;
    expect(counts.map(({ category }) => category)).toEqual(codes(layer.categories));
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(totalSubcategories);
  });

  it('the tree → a name, a number and a description for each subcategory', async () => {
    const { body } = await ask('/tree');
    expect(Object.keys(body)).toEqual(codes(current.layers));
    for (const { code, name, categories } of current.layers) {
      expect(body[code].name).toBe(name);
      for (const category of categories) {
        const { subcategories } = body[code].categories[category.code];
        expect(subcategories).toEqual(
          Object.fromEntries(
            category.subcategories.map(({ code: key, name, description = '', numericCode }) => [
              key,
              { name, description, numericCode },
            ]),
          ),
        );
      }
    }
  });

  it.each([
    ['/layers/Z/categories', 'unknown-layer'],
    ['/layers/Z/categories/POP/subcategories', 'unknown-layer'],
    ['/layers/S/categories/XXX/subcategory-count', 'unknown-category'],
  ])('%s → 404 %s', async (path, slug) => {
    expect(await ask(path)).toMatchObject({ status: 404, body: { type: `/problems/${slug}` } });
  });
});
