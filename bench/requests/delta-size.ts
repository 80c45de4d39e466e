/** The bytes that transfer one renamed node: our delta beside the patch that zstd makes of both full states. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { routes } from '../../generated/operations.ts';
import { createTemporaryFolder, removeFolder } from '../../lib/temporary-folder.ts';
import { until } from '../../lib/until.ts';
import { openStore } from '../../server/store/open-store.ts';
import { readJson, servedVersion } from '../lib/api.ts';
import { isInstalled } from '../lib/machine.ts';
import { publishToStore } from '../lib/publish-to-store.ts';
import { renameOne } from '../lib/taxonomies.ts';
import { get, send } from './exchange.ts';

export interface DeltaSizes {
  readonly deltaBytes: number;
  readonly patchBytes: number;
}

/** Publishes to the store of the API at `origin`. Returns undefined where zstd is not installed. */
export async function measureDelta(origin: string, dataDir: string): Promise<DeltaSizes | undefined> {
  if (!(await isInstalled('zstd'))) return undefined;
  const before = await send(origin, get(routes.getFullSync.path));
  const since = await publishRenamed(origin, dataDir);
  const after = await send(origin, get(routes.getFullSync.path));
  const path = `${routes.getIncrementalSync.path}?since=${since}`;
  const delta = await send(origin, get(path, { 'Accept-Encoding': 'br' }));
  if (delta.status !== 200) throw new Error(`GET ${path} responded ${delta.status}`);
  return { deltaBytes: delta.body.length, patchBytes: await patchSize(before.body, after.body) };
}

/** Returns the version before, once the API serves the new one. */
async function publishRenamed(origin: string, dataDir: string): Promise<string> {
  const taxonomy = await readJson(origin, 'getTaxonomy');
  const store = await openStore({ dataDir });
  const { version } = await publishToStore(store, renameOne(taxonomy, 'Base_Renamed'));
  await store.close();
  const timedOut = () => new Error(`release ${version} was published, but ${origin} does not serve it`);
  const isServed = async () => (await servedVersion(origin)) === version;
  await until(isServed, { timeoutMs: 60_000, pollMs: 100, timedOut });
  return taxonomy.version;
}

/** The smallest patch that zstd can make. It takes longer than a server could spend. */
async function patchSize(before: Buffer, after: Buffer): Promise<number> {
  const folder = createTemporaryFolder();
  const [from, to, patch] = [join(folder, 'before'), join(folder, 'after'), join(folder, 'patch')];
  await writeFile(from, before);
  await writeFile(to, after);
  await execa('zstd', ['--ultra', '-22', '-q', `--patch-from=${from}`, to, '-o', patch]);
  const { length } = await readFile(patch);
  removeFolder(folder);
  return length;
}
