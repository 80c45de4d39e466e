/** What grows with the taxonomy: the real server on a store of 1,000, 10,000 and 100,000 nodes. */
import { createTemporaryFolder } from '../../lib/temporary-folder.ts';
import { openStore } from '../../server/store/open-store.ts';
import { countNodes, type Taxonomy } from '../../taxonomy/tree.ts';
import { startApi } from '../lib/api.ts';
import { describeMachine, type Machine, residentMb } from '../lib/machine.ts';
import { publishToStore } from '../lib/publish-to-store.ts';
import { medianOf } from '../lib/statistics.ts';
import { formatCount } from '../lib/table.ts';
import { makeTaxonomy, renameOne } from '../lib/taxonomies.ts';
import {
  type Bytes,
  deltaBytes,
  fullBytes,
  timeConversion,
  timeUnknown,
  waitUntilServed,
} from './scale-requests.ts';

export interface ScaleBench extends Machine {
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
  /** From then until a response has the new version: the poll of the store, reading, the snapshot. */
  readonly servedMs: number;
  /** The longest time that a reader, sending requests without a pause, waited for a response meanwhile. */
  readonly longestWaitMs: number;
  readonly full: Bytes;
  readonly delta: Bytes;
  /** For one address of a batch; every address of the batch is a different one. */
  readonly conversionMicroseconds: number;
  /** For the largest batch of the contract with unknown addresses only. It delays every other request. */
  readonly unknownBatchMs: number;
  /** Resident memory after all of that; absent on systems other than Linux. */
  readonly serverMb?: number;
}

const sizes = [1_000, 10_000, 100_000];
const publications = 5;

export async function benchScale(print: (line: string) => void): Promise<ScaleBench> {
  const figures: ScaleFigures[] = [];
  for (const nodes of sizes) {
    print(`${formatCount(nodes)} nodes …`);
    figures.push(await measure(makeTaxonomy(nodes)));
  }
  return { ...describeMachine(), sizes: figures };
}

async function measure(taxonomy: Taxonomy): Promise<ScaleFigures> {
  const dataDir = createTemporaryFolder();
  const store = await openStore({ dataDir, fresh: true });
  const first = await publishToStore(store, taxonomy);
  const { child, urls, stop } = await startApi(dataDir);
  const origin = urls.PORT;
  const published: (typeof first & Awaited<ReturnType<typeof waitUntilServed>>)[] = [];
  while (published.length < publications) {
    const release = await publishToStore(store, renameOne(taxonomy, `Renamed_${published.length}`));
    published.push({ ...release, ...(await waitUntilServed(origin, release.version)) });
  }
  await store.close();
  const median = (figure: 'publishMs' | 'servedMs') => medianOf(published.map((release) => release[figure]));
  const before = published.at(-2)?.version ?? first.version;
  const requested = {
    full: await fullBytes(origin),
    delta: await deltaBytes(origin, before),
    conversionMicroseconds: await timeConversion(origin, taxonomy),
    unknownBatchMs: await timeUnknown(origin, taxonomy),
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
