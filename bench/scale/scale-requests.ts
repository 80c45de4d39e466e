/** What a bench of sizes asks the server. */
import { setTimeout as sleep } from 'node:timers/promises';
import { routes } from '../../generated/operations.ts';
import { type Taxonomy, walkNodes } from '../../taxonomy/tree.ts';
import { medianOf } from '../lib/statistics.ts';

/** Of one answer, in two encodings. */
export interface Bytes {
  readonly identity: number;
  readonly br: number;
}

const patienceMs = 60_000;
const pauseMs = 2;

/** Asks for the version again and again until it is this one. */
export async function waitUntilServed(
  url: string,
  version: string,
): Promise<{ servedMs: number; longestWaitMs: number }> {
  const start = performance.now();
  let longestWaitMs = 0;
  for (;;) {
    // Before the first one, too: publishing has stopped the event loop, and connections may have ended.
    await sleep(pauseMs);
    const asked = performance.now();
    const { version: served } = await (await get(url, routes.getVersion.path)).json();
    longestWaitMs = Math.max(longestWaitMs, performance.now() - asked);
    const servedMs = performance.now() - start;
    if (served === version) return { servedMs, longestWaitMs };
    if (servedMs > patienceMs) throw new Error(`release ${version} was published and is not served`);
  }
}

export function fullBytes(url: string): Promise<Bytes> {
  return bytesOf(url, routes.getFullSync.path);
}

export function deltaBytes(url: string, since: string): Promise<Bytes> {
  return bytesOf(url, `${routes.getIncrementalSync.path}?since=${since}`);
}

async function bytesOf(url: string, path: string): Promise<Bytes> {
  const lengthOf = async (encoding: string) => {
    const response = await get(url, path, { 'Accept-Encoding': encoding });
    await response.arrayBuffer();
    return Number(response.headers.get('content-length'));
  };
  return { identity: await lengthOf('identity'), br: await lengthOf('br') };
}

const batchSize = 1_000;
const batches = 40;

/** Microseconds for one address; those of a batch are from all over the tree. */
export async function timeConversion(url: string, taxonomy: Taxonomy): Promise<number> {
  const paths = [...walkNodes(taxonomy)]
    .filter(({ level }) => level === 'subcategory')
    .map(({ path }) => path);
  const times: number[] = [];
  for (let batch = 0; batch < batches; batch += 1) {
    const addresses = Array.from({ length: batchSize }, (_, index) => {
      // A large prime as stride: neighbours in a batch are far apart in the tree.
      const path = paths[((batch * batchSize + index) * 15_485_863) % paths.length];
      return `${path}.001`;
    });
    times.push(await timeBatch(url, addresses));
  }
  // The first half warms up.
  return (medianOf(times.slice(batches / 2)) * 1000) / batchSize;
}

const unknowns = 10_000;
const unknownBatches = 9;

/** Milliseconds for a batch of codes that are unknown, in the category with the most to compare them with. */
export async function timeUnknown(url: string, { layers }: Taxonomy): Promise<number> {
  const categories = layers.flatMap(({ code, categories }) =>
    categories.map((category) => ({
      path: `${code}.${category.code}`,
      size: category.subcategories.length,
    })),
  );
  const largest = categories.reduce((most, category) => (category.size > most.size ? category : most));
  // Longer than any code of a node, and there are no aliases.
  const addresses = Array.from({ length: unknowns }, (_, index) => `${largest.path}.X${index + 1000}.001`);
  const times: number[] = [];
  while (times.length < unknownBatches) times.push(await timeBatch(url, addresses, addresses.length));
  return medianOf(times);
}

async function timeBatch(url: string, addresses: readonly string[], failures = 0): Promise<number> {
  const body = JSON.stringify({ direction: 'hfn-to-mfa', addresses });
  const start = performance.now();
  const response = await fetch(`${url}${routes.convertBatch.path}`, {
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

async function get(url: string, path: string, headers: Record<string, string> = {}): Promise<Response> {
  const response = await fetch(`${url}${path}`, { headers });
  if (!response.ok) throw new Error(`GET ${path} answered ${response.status}`);
  return response;
}
