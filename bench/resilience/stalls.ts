import { setTimeout as sleep } from 'node:timers/promises';
import { routes } from '../../generated/operations.ts';
import { createTemporaryFolder, removeFolder } from '../../lib/temporary-folder.ts';
import { openStore } from '../../server/store/open-store.ts';
import { createTestIssuer } from '../../server/testing/test-issuer.ts';
import { publishToStore } from '../lib/publish-to-store.ts';
import { makeTaxonomy, renameOne } from '../lib/taxonomies.ts';
import { publishAt } from '../replicas/replica.ts';
import { withService } from './built-service.ts';
import { type Expectation, expectation } from './expectation.ts';
import { readDuring } from './reader.ts';

const goalMs = 100;

/** The longest wait of a reader while a costly valid request is handled for the first time. */
export async function benchStalls(nodes: number): Promise<Expectation[]> {
  const dataDir = createTemporaryFolder();
  const issuer = await createTestIssuer();
  try {
    const oldest = await fillStore(dataDir, nodes);
    return await withService({ DATA_DIR: dataDir, ...issuer.environment }, async ({ origin }) => {
      const rows: Expectation[] = [];
      const measure = async (what: string, work: () => Promise<unknown>) => {
        const { mostMs } = await readDuring(origin, work);
        rows.push(expectation(`longest wait of a reader, ${what}`, mostMs, 'ms', goalMs));
      };
      await measure('nothing else', () => sleep(2000));
      await measure('publishing', async () => {
        const { status } = await publishAt(origin, 'Renamed by a publisher', await issuer.bearer());
        if (status !== 201) throw new Error(`publishing was ${status}`);
        await sleep(2000); // until everything is precomputed
      });
      for (const [what, path] of costlyReads(oldest)) await measure(what, () => read(`${origin}${path}`));
      return rows;
    });
  } finally {
    await issuer.close();
    removeFolder(dataDir);
  }
}

/** Two releases. Returns the version of the first. */
async function fillStore(dataDir: string, nodes: number): Promise<string> {
  const taxonomy = makeTaxonomy(nodes);
  const store = await openStore({ dataDir, fresh: true });
  const { version } = await publishToStore(store, taxonomy);
  await publishToStore(store, renameOne(taxonomy, 'Renamed_0'));
  await store.close();
  return version;
}

function costlyReads(oldest: string): [what: string, path: string][] {
  return [
    ['first delta', `${routes.getIncrementalSync.path}?since=${oldest}`],
    ['search', `${routes.searchTaxonomy.path}?q=zzzz`],
    ['search with most results', `${routes.searchTaxonomy.path}?q=a`],
    ['taxonomy', routes.getTaxonomy.path],
    ['full sync', routes.getFullSync.path],
    ['index', routes.getIndex.path],
    ['tree', routes.getTree.path],
    ['old release', routes.getRelease.path.replace('{version}', oldest)],
  ];
}

/** In each encoding that the service has. */
async function read(url: string): Promise<void> {
  for (const encoding of ['br', 'gzip', 'identity']) {
    const response = await fetch(url, { headers: { 'Accept-Encoding': encoding } });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`GET ${url} responded ${response.status}`);
  }
}
