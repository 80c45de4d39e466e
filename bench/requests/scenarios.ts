import { expandPath } from '../../contract/paths.ts';
import { routes } from '../../generated/operations.ts';
import { benchRelease } from './bench-release.ts';
import { type BenchRequest, get, send } from './exchange.ts';

export interface BenchScenario {
  readonly id: ScenarioId;
  readonly name: string;
  readonly status: number;
  /** Sent in turns. */
  readonly requests: readonly [BenchRequest, ...BenchRequest[]];
}

export type ScenarioId =
  | 'layers'
  | 'categories'
  | 'subcategories'
  | 'fullSync'
  | 'notModified'
  | 'convert'
  | 'batch';

export const batchSize = 100;

/** What is measured: small, large and empty precomputed responses, and computed responses. */
export async function benchScenarios(origin: string): Promise<BenchScenario[]> {
  const layers = get(routes.listLayers.path);
  const { etag = '' } = (await send(origin, layers)).headers;
  const { layers: tree } = benchRelease();
  const [layer = '', category = ''] = [tree[1]?.code, tree[1]?.categories[0]?.code];
  const categories = get(expandPath(routes.listCategories.path, { layer }));
  const subcategories = get(expandPath(routes.listSubcategories.path, { layer, category }));
  const sync = get(routes.getFullSync.path, { 'Accept-Encoding': 'br' });
  const unchanged = get(layers.path, { 'If-None-Match': etag });
  const addresses = someAddresses(batchSize);
  const [first = '', ...others] = addresses;
  const conversions = [convert(first), ...others.map(convert)] as const;
  const batch = post(routes.convertBatch.path, { direction: 'hfn-to-mfa', addresses });
  return [
    { id: 'layers', name: 'GET layers', status: 200, requests: [layers] },
    { id: 'categories', name: 'GET categories', status: 200, requests: [categories] },
    { id: 'subcategories', name: 'GET subcategories', status: 200, requests: [subcategories] },
    { id: 'fullSync', name: 'GET full sync, br', status: 200, requests: [sync] },
    { id: 'notModified', name: 'GET layers, 304', status: 304, requests: [unchanged] },
    { id: 'convert', name: 'POST hfn-to-mfa', status: 200, requests: conversions },
    { id: 'batch', name: `POST batch of ${batchSize}`, status: 200, requests: [batch] },
  ];
}

function convert(hfn: string): BenchRequest {
  return post(routes.convertHfnToMfa.path, { hfn });
}

function post(path: string, body: unknown): BenchRequest {
  return {
    method: 'POST',
    path,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** Addresses from all parts of the release. */
function someAddresses(count: number): string[] {
  const all = benchRelease().layers.flatMap((layer) =>
    layer.categories.flatMap((category) =>
      category.subcategories.map(({ code }) => `${layer.code}.${category.code}.${code}.001`),
    ),
  );
  const step = Math.floor(all.length / count);
  return all.filter((_, index) => index % step === 0).slice(0, count);
}
