import type { Dependencies, Handler } from '../handler.ts';
import { retryAfter } from '../http/problem.ts';
import type { Schema } from '../operation-types.ts';
import { pingStore } from '../store/ping-store.ts';

type StoreCheck = Schema['Health']['checks']['store'];

const noCounts = { layerCount: 0, totalCategories: 0, totalSubcategories: 0 };
// maxItems of the contract.
const maxNamed = 100;

export const getVersion: Handler<'getVersion'> = (_input, { snapshots }) => ({
  status: 200,
  body: snapshots.current().version,
});

export const getHealth: Handler<'getHealth'> = async (_input, dependencies) => {
  const { store } = dependencies;
  const check = await pingStore(store);
  const damaged = [...new Set(store.damage().all.map(({ release }) => release))].slice(0, maxNamed);
  const body = health(dependencies, damaged.length > 0 ? { ...check, damaged } : check);
  return body.status === 'unavailable'
    ? { status: 503, body, headers: { 'Retry-After': retryAfter } }
    : { status: 200, body };
};

function health(
  { config, contract, clock, snapshots, build, isDraining }: Dependencies,
  store: StoreCheck,
): Schema['Health'] {
  const taxonomy = snapshots.currentOrUndefined()?.taxonomy;
  const { layerCount, totalCategories, totalSubcategories } = taxonomy?.counts ?? noCounts;
  const loadedStatus = store.status === 'up' && !store.damaged ? 'healthy' : 'degraded';
  return {
    status: taxonomy && !isDraining() ? loadedStatus : 'unavailable',
    version: taxonomy?.release.version ?? null,
    contractVersion: contract.version,
    environment: config.environment,
    uptime: clock.uptime() / 1000,
    timestamp: clock.now().toISOString(),
    lastUpdated: taxonomy?.release.lastUpdated ?? null,
    ...(build && { build }),
    layerCount,
    totalCategories,
    totalSubcategories,
    checks: { store, snapshot: { status: taxonomy ? 'up' : 'down' } },
  };
}
