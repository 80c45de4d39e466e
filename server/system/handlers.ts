import type { Dependencies, Handler } from '../handler.ts';
import { retryAfter } from '../http/headers.ts';
import type { Schema } from '../operation-types.ts';
import { pingStore } from './ping-store.ts';

const nothing = { layerCount: 0, totalCategories: 0, totalSubcategories: 0 };

export const getVersion: Handler<'getVersion'> = (_input, { snapshots }) => ({
  status: 200,
  body: snapshots.current().version,
});

export const getHealth: Handler<'getHealth'> = async (_input, dependencies) => {
  const store = await pingStore(dependencies.store);
  const report = reportFrom(dependencies, store);
  return report.status === 'unavailable'
    ? { status: 503, body: report, headers: { 'Retry-After': retryAfter } }
    : { status: 200, body: report };
};

function reportFrom(
  { config, contract, clock, snapshots }: Dependencies,
  store: Schema['Health']['checks']['store'],
): Schema['Health'] {
  const taxonomy = snapshots.currentOrUndefined()?.taxonomy;
  const { layerCount, totalCategories, totalSubcategories } = taxonomy?.counts ?? nothing;
  const working = store.status === 'up' ? 'healthy' : 'degraded';
  return {
    status: taxonomy ? working : 'unavailable',
    version: taxonomy?.release.version ?? null,
    contractVersion: contract.version,
    environment: config.environment,
    uptime: clock.uptime() / 1000,
    timestamp: clock.now().toISOString(),
    lastUpdated: taxonomy?.release.lastUpdated ?? null,
    layerCount,
    totalCategories,
    totalSubcategories,
    checks: { store, snapshot: { status: taxonomy ? 'up' : 'down' } },
  };
}
