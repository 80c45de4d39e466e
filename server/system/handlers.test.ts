/** The health of a service that lacks something. app.test.ts has one that is healthy. */
import { expect, it } from 'vitest';
import { readContract } from '../../contract/bundle-file.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { createSnapshot } from '../../taxonomy/snapshot.ts';
import { readConfig } from '../config.ts';
import type { Dependencies } from '../handler.ts';
import { DamagedRelease } from '../store/damage.ts';
import { getHealth } from './handlers.ts';

const contract = readContract();
const newest = bundledReleases[1]!;
const whole = {
  config: readConfig({ ENVIRONMENT: 'dev' }),
  contract,
  clock: { now: () => new Date('2026-01-31T00:00:00Z'), uptime: () => 1500 },
  snapshots: { currentOrUndefined: () => ({ taxonomy: createSnapshot(newest) }) },
  store: { ping: async () => {}, damage: () => ({ all: [] }) },
  build: undefined,
  isDraining: () => false,
};
const healthOf = (dependencies: object) =>
  getHealth({} as never, { ...whole, ...dependencies } as unknown as Dependencies);
interface Health {
  readonly checks: { readonly store: { readonly damaged?: readonly string[] } };
}

const damaged = (count: number) => ({
  ...whole.store,
  damage: () => ({
    all: Array.from({ length: count }, (_, index) => new DamagedRelease(`1.0.${index}`, 'it is damaged')),
  }),
});

it('nothing is missing → healthy, with what is served', async () => {
  expect(await healthOf({})).toEqual({
    status: 200,
    body: {
      status: 'healthy',
      version: '1.2.3',
      contractVersion: contract.version,
      environment: 'dev',
      uptime: 1.5,
      timestamp: '2026-01-31T00:00:00.000Z',
      lastUpdated: newest.lastUpdated,
      layerCount: 10,
      totalCategories: expect.any(Number),
      totalSubcategories: expect.any(Number),
      checks: { store: { status: 'up', latencyMs: expect.any(Number) }, snapshot: { status: 'up' } },
    },
  });
});

it('no release is loaded → 503 with Retry-After, and nothing is counted', async () => {
  expect(await healthOf({ snapshots: { currentOrUndefined: () => undefined } })).toMatchObject({
    status: 503,
    headers: { 'Retry-After': 30 },
    body: {
      status: 'unavailable',
      version: null,
      lastUpdated: null,
      layerCount: 0,
      totalCategories: 0,
      totalSubcategories: 0,
      checks: { snapshot: { status: 'down' } },
    },
  });
});

it('it is about to end → 503, with the release that it still serves', async () => {
  expect(await healthOf({ isDraining: () => true })).toMatchObject({
    status: 503,
    body: { status: 'unavailable', version: '1.2.3', checks: { snapshot: { status: 'up' } } },
  });
});

it('the store does not answer → degraded', async () => {
  const store = { ...whole.store, ping: () => Promise.reject(new Error('gone')) };
  expect(await healthOf({ store })).toMatchObject({
    status: 200,
    body: { status: 'degraded', checks: { store: { status: 'down' } } },
  });
});

it('releases are damaged → degraded, and each is named once, a hundred at most', async () => {
  const twice = {
    ...whole.store,
    damage: () => ({ all: [...damaged(1).damage().all, ...damaged(2).damage().all] }),
  };
  for (const [store, count] of [
    [twice, 2],
    [damaged(101), 100],
  ] as const) {
    const { status, body } = await healthOf({ store });
    const { damaged: names } = (body as unknown as Health).checks.store;
    expect([status, names?.length, names?.[1]]).toEqual([200, count, '1.0.1']);
    expect(body).toMatchObject({ status: 'degraded' });
  }
});

it('it runs from a build → the build is named', async () => {
  const build = { id: '0'.repeat(64) };
  expect(await healthOf({ build })).toMatchObject({ body: { build } });
});
