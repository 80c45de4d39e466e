/** The release that every contender serves: the bundled one, or one with as many nodes as BENCH_NODES says. */
import { openStore } from '../../server/store/open-store.ts';
import { type PreparedRelease, prepareRelease } from '../../taxonomy/publication.ts';
import { defaultRelease } from '../../taxonomy/releases/index.ts';
import type { Release } from '../../taxonomy/tree.ts';
import { makeTaxonomy } from '../lib/taxonomies.ts';

export function benchRelease(): Release {
  return madeRelease()?.release ?? defaultRelease;
}

/** Publishes the made release. Without one the store begins with the bundled releases when it is opened. */
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
  const taxonomy = makeTaxonomy(nodes);
  // Each contender makes the release again in its process, so the time has to be the same in all.
  const made = prepareRelease({ current: undefined, history: [], taxonomy, now: new Date(0) });
  if (made.status !== 'prepared') throw new Error(`cannot release the made taxonomy: ${made.status}`);
  return made;
}
