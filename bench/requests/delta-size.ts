/** How much of a release travels when one node of it was renamed: our delta beside what zstd makes of both bodies. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { components } from '../../generated/api.ts';
import { routes } from '../../generated/operations.ts';
import { projectRoot } from '../../lib/project.ts';
import { ask, type BenchRequest, jsonOf } from './exchange.ts';

export interface DeltaSizes {
  readonly deltaBytes: number;
  readonly patchBytes: number;
}

type Taxonomy = components['schemas']['Taxonomy'];

const run = promisify(execFile);
const patienceMs = 60_000;

/** Publishes to the store of the API at `origin`; undefined where zstd is not installed. */
export async function measureDelta(origin: string, dataDir: string): Promise<DeltaSizes | undefined> {
  const hasZstd = await run('zstd', ['--version']).then(
    () => true,
    () => false,
  );
  if (!hasZstd) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'delta-'));
  try {
    const before = await ask(origin, get(routes.getFullSync.path));
    const taxonomy = jsonOf(await ask(origin, get(routes.getTaxonomy.path))) as Taxonomy;
    await publish(renameOne(taxonomy), folder, dataDir);
    await untilPublished(origin, taxonomy.version);
    const after = await ask(origin, get(routes.getFullSync.path));
    const since = `${routes.getIncrementalSync.path}?since=${taxonomy.version}`;
    const delta = await ask(origin, get(since, { 'Accept-Encoding': 'br' }));
    if (delta.status !== 200) throw new Error(`${since} is answered ${delta.status}`);
    const patchBytes = await patchSize(folder, before.body, after.body);
    return { deltaBytes: delta.body.length, patchBytes };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function get(path: string, headers: BenchRequest['headers'] = {}): BenchRequest {
  return { method: 'GET', path, headers };
}

function renameOne(taxonomy: Taxonomy): Taxonomy {
  const text = JSON.stringify(taxonomy);
  const name = taxonomy.layers[1]?.categories[0]?.subcategories[0]?.name;
  const renamed = text.replace(`"name":"${name}"`, `"name":"${name}_Renamed"`);
  if (renamed === text) throw new Error('the current release has no node to rename');
  return JSON.parse(renamed) as Taxonomy;
}

async function publish(taxonomy: Taxonomy, folder: string, dataDir: string): Promise<void> {
  const file = join(folder, 'taxonomy.json');
  await writeFile(file, JSON.stringify(taxonomy));
  const env = { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir };
  const script = ['--import', 'tsx', 'scripts/taxonomy.ts', 'publish', file];
  await run(process.execPath, script, { cwd: projectRoot, env });
}

async function untilPublished(origin: string, before: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  const version = async () => (jsonOf(await ask(origin, get(routes.getVersion.path))) as Taxonomy).version;
  while ((await version()) === before) {
    if (performance.now() > deadline) throw new Error('the API does not serve what was published');
    await sleep(100);
  }
}

/** At its best, which takes longer than a server could. */
async function patchSize(folder: string, before: Buffer, after: Buffer): Promise<number> {
  const from = join(folder, 'before');
  const to = join(folder, 'after');
  const patch = join(folder, 'patch');
  await writeFile(from, before);
  await writeFile(to, after);
  await run('zstd', ['--ultra', '-22', '-q', `--patch-from=${from}`, to, '-o', patch]);
  return (await readFile(patch)).length;
}
