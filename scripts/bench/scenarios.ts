import { routes } from '../../generated/operations.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import { ask, type BenchRequest } from './exchange.ts';

export interface BenchScenario {
  readonly name: string;
  readonly status: number;
  readonly request: BenchRequest;
}

/** What is measured: answers that are ready, small, large and none at all, and answers that are computed. */
export async function benchScenarios(origin: string): Promise<BenchScenario[]> {
  const layers = get(routes.listLayers.path);
  const { etag = '' } = (await ask(origin, layers)).headers;
  const sync = get(routes.getFullSync.path, { 'Accept-Encoding': 'br' });
  const convert = post(routes.convertHfnToMfa.path, { hfn: 'S.POP.HPM.001' });
  const batch = post(routes.convertBatch.path, { direction: 'hfn-to-mfa', addresses: someAddresses(100) });
  return [
    { name: 'GET layers', status: 200, request: layers },
    { name: 'GET full sync, br', status: 200, request: sync },
    { name: 'GET layers, 304', status: 304, request: get(layers.path, { 'If-None-Match': etag }) },
    { name: 'POST hfn-to-mfa', status: 200, request: convert },
    { name: 'POST batch of 100', status: 200, request: batch },
  ];
}

function get(path: string, headers: BenchRequest['headers'] = {}): BenchRequest {
  return { method: 'GET', path, headers };
}

function post(path: string, body: unknown): BenchRequest {
  return {
    method: 'POST',
    path,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** Addresses from all over the current release. */
function someAddresses(count: number): string[] {
  const all = (bundledReleases.at(-1)?.layers ?? []).flatMap((layer) =>
    layer.categories.flatMap((category) =>
      category.subcategories.map(({ code }) => `${layer.code}.${category.code}.${code}.001`),
    ),
  );
  const step = Math.floor(all.length / count);
  return all.filter((_, index) => index % step === 0).slice(0, count);
}
