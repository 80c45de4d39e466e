/** What the bench of sizes requests from the server. */
import { setTimeout as sleep } from 'node:timers/promises';
import { routes } from '../../generated/operations.ts';
import { until } from '../../lib/until.ts';
import { type Taxonomy, walkNodes } from '../../taxonomy/tree.ts';
import { servedVersion } from '../lib/api.ts';
import { medianOf } from '../lib/statistics.ts';

/** The length of one response in two encodings. */
export interface Bytes {
  readonly identity: number;
  readonly br: number;
}

/** Reads the version without a pause until it is this one. `longestWaitMs` is of the slowest response. */
export async function waitUntilServed(
  origin: string,
  version: string,
): Promise<{ servedMs: number; longestWaitMs: number }> {
  const start = performance.now();
  const pollMs = 2;
  let longestWaitMs = 0;
  const isServed = async () => {
    const sent = performance.now();
    const served = await servedVersion(origin);
    longestWaitMs = Math.max(longestWaitMs, performance.now() - sent);
    return served === version;
  };
  // Publishing blocked the event loop, and connections may have ended meanwhile. The loop has to notice it first.
  await sleep(pollMs);
  const timedOut = () => new Error(`release ${version} was published, but ${origin} does not serve it`);
  await until(isServed, { timeoutMs: 60_000, pollMs, timedOut });
  return { servedMs: performance.now() - start, longestWaitMs };
}

export function fullBytes(origin: string): Promise<Bytes> {
  return bytesOf(`${origin}${routes.getFullSync.path}`);
}

export function deltaBytes(origin: string, since: string): Promise<Bytes> {
  return bytesOf(`${origin}${routes.getIncrementalSync.path}?since=${since}`);
}

async function bytesOf(url: string): Promise<Bytes> {
  const lengthOf = async (encoding: string) => {
    const response = await fetch(url, { headers: { 'Accept-Encoding': encoding } });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`GET ${url} responded ${response.status}`);
    return Number(response.headers.get('content-length'));
  };
  return { identity: await lengthOf('identity'), br: await lengthOf('br') };
}

const batchSize = 1_000;
const batches = 40;

/** Microseconds for one address of a batch. The addresses of a batch are from the whole tree. */
export async function timeConversion(origin: string, taxonomy: Taxonomy): Promise<number> {
  const paths = [...walkNodes(taxonomy)]
    .filter(({ level }) => level === 'subcategory')
    .map(({ path }) => path);
  const times: number[] = [];
  for (let batch = 0; batch < batches; batch += 1) {
    const addresses = Array.from({ length: batchSize }, (_, index) => {
      // The stride is a large prime, so that neighbours in a batch are far apart in the tree.
      const path = paths[((batch * batchSize + index) * 15_485_863) % paths.length];
      return `${path}.001`;
    });
    times.push(await timeBatch(origin, addresses));
  }
  // The first half warms up.
  return (medianOf(times.slice(batches / 2)) * 1000) / batchSize;
}

const unknowns = 10_000;
const unknownBatches = 9;

/** Milliseconds for a batch of unknown codes, in the category with the most codes to compare them with. */
export async function timeUnknown(origin: string, { layers }: Taxonomy): Promise<number> {
  const categories = layers.flatMap((layer) =>
    layer.categories.map(({ code, subcategories }) => ({
      path: `${layer.code}.${code}`,
      size: subcategories.length,
    })),
  );
  const largest = categories.reduce((most, category) => (category.size > most.size ? category : most));
  // These codes are longer than the code of any node, and this taxonomy has no aliases.
  const addresses = Array.from({ length: unknowns }, (_, index) => `${largest.path}.X${index + 1000}.001`);
  const times: number[] = [];
  while (times.length < unknownBatches) times.push(await timeBatch(origin, addresses, addresses.length));
  return medianOf(times);
}

/** @throws Error unless exactly so many addresses fail */
async function timeBatch(origin: string, addresses: readonly string[], failures = 0): Promise<number> {
  const body = JSON.stringify({ direction: 'hfn-to-mfa', addresses });
  const start = performance.now();
  const response = await fetch(`${origin}${routes.convertBatch.path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  const text = await response.text();
  const time = performance.now() - start;
  if (!response.ok || JSON.parse(text).failed !== failures)
    throw new Error(`a batch of conversions failed: ${text.slice(0, 500)}`);
  return time;
}
