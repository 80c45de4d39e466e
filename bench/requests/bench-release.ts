/** The release that all who are measured serve: the bundled one or, by the variable BENCH_NODES, one of that size. */
import { openStore } from '../../server/store/open-store.ts';
import { type PreparedRelease, prepareRelease } from '../../taxonomy/publication.ts';
import { bundledReleases } from '../../taxonomy/releases/index.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { makeTaxonomy } from '../scale/scale-taxonomy.ts';

export function benchRelease(): Release {
  const release = madeRelease()?.release ?? bundledReleases.at(-1);
  if (!release) throw new Error('taxonomy/releases holds no release');
  return release;
}

/** A store there begins with the bundled releases by itself; another one is published to it. */
export async function fillStore(dataDir: string): Promise<void> {
  const made = madeRelease();
  if (!made) return;
  const store = await openStore({ dataDir, fresh: true });
  await store.publish(made, undefined);
  await store.close();
}

function madeRelease(): PreparedRelease | undefined {
  const nodes = Number(process.env.BENCH_NODES ?? 0);
  if (nodes === 0) return undefined;
  // Each process makes it anew, so the time must be the same.
  const made = prepareRelease({
    current: undefined,
    history: [],
    taxonomy: makeTaxonomy(nodes),
    now: new Date(0),
  });
  if (made.unchanged) throw new Error('a first release cannot be unchanged');
  return made;
}
