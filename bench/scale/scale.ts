/** What grows with the taxonomy and what does not: the real server on a store of 1,000, 10,000 and 100,000 nodes. */
import { cpus } from 'node:os';
import { createTemporaryFolder } from '../../lib/temporary-folder.ts';
import { openStore } from '../../server/store/open-store.ts';
import { loadCurrent, type ReleaseStore } from '../../server/store/store.ts';
import { prepareRelease } from '../../taxonomy/publication.ts';
import { countNodes, type Taxonomy } from '../../taxonomy/tree.ts';
import { residentMb } from '../lib/memory.ts';
import { startApi } from '../lib/processes.ts';
import { medianOf } from '../lib/statistics.ts';
import {
  type Bytes,
  deltaBytes,
  fullBytes,
  timeConversion,
  timeUnknown,
  waitUntilServed,
} from './scale-requests.ts';
import { makeTaxonomy, renameOne } from './scale-taxonomy.ts';

export interface ScaleBench {
  readonly node: string;
  readonly cpu: string;
  /** From the smallest to the largest. */
  readonly sizes: readonly ScaleFigures[];
}

export interface ScaleFigures {
  /** Categories and subcategories. */
  readonly nodes: number;
  /** Rules, version, checksum and the row in SQLite. */
  readonly firstPublishMs: number;
  /** The same for a release in which one node differs. */
  readonly publishMs: number;
  /** From then until the server answers from it: the poll of its store, reading, the snapshot. */
  readonly servedMs: number;
  /** The longest that a reader, asking without pause, waited for an answer meanwhile. */
  readonly longestWaitMs: number;
  readonly full: Bytes;
  readonly delta: Bytes;
  /** Of one address among many in a batch, each another one. */
  readonly conversionMicroseconds: number;
  /** Of the largest batch that the contract takes, each address of which has unknown codes: nobody else is answered. */
  readonly unknownBatchMs: number;
  /** Resident, after all of that; absent where the system does not tell. */
  readonly serverMb?: number;
}

const sizes = [1_000, 10_000, 100_000];
const publications = 5;

export async function benchScale(print: (line: string) => void): Promise<ScaleBench> {
  const figures: ScaleFigures[] = [];
  for (const nodes of sizes) {
    print(`${nodes.toLocaleString('en')} nodes …`);
    figures.push(await measure(makeTaxonomy(nodes)));
  }
  return { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', sizes: figures };
}

async function measure(taxonomy: Taxonomy): Promise<ScaleFigures> {
  const dataDir = createTemporaryFolder();
  const store = await openStore({ dataDir, fresh: true });
  const first = await publish(store, taxonomy);
  const { child, urls, stop } = await startApi(dataDir);
  const url = urls.PORT;
  const published: (Published & Awaited<ReturnType<typeof waitUntilServed>>)[] = [];
  while (published.length < publications) {
    const release = await publish(store, renameOne(taxonomy, `Renamed_${published.length}`));
    published.push({ ...release, ...(await waitUntilServed(url, release.version)) });
  }
  await store.close();
  const median = (figure: 'publishMs' | 'servedMs') => medianOf(published.map((release) => release[figure]));
  const before = published.at(-2)?.version ?? first.version;
  const requested = {
    full: await fullBytes(url),
    delta: await deltaBytes(url, before),
    conversionMicroseconds: await timeConversion(url, taxonomy),
    unknownBatchMs: await timeUnknown(url, taxonomy),
  };
  const serverMb = await residentMb(child.pid);
  await stop();
  return {
    nodes: countNodes(taxonomy).totalItems,
    firstPublishMs: first.publishMs,
    publishMs: median('publishMs'),
    servedMs: median('servedMs'),
    longestWaitMs: Math.max(...published.map(({ longestWaitMs }) => longestWaitMs)),
    ...requested,
    ...(serverMb !== undefined && { serverMb }),
  };
}

interface Published {
  readonly version: string;
  readonly publishMs: number;
}

/** As the taxonomy command does it, but for reading a file. */
async function publish(store: ReleaseStore, taxonomy: Taxonomy): Promise<Published> {
  const current = await loadCurrent(store);
  const start = performance.now();
  const prepared = prepareRelease({
    current: current?.release,
    history: current?.history ?? [],
    taxonomy,
    now: new Date(),
  });
  if (prepared.unchanged) throw new Error('nothing has changed');
  await store.publish(prepared, current?.release.version);
  return { version: prepared.release.version, publishMs: performance.now() - start };
}
