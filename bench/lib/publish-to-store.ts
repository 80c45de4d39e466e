import { loadCurrent, type ReleaseStore } from '../../server/store/store.ts';
import { prepareRelease } from '../../taxonomy/publication.ts';
import type { Taxonomy } from '../../taxonomy/tree.ts';

export interface Published {
  readonly version: string;
  /** Rules, version, checksum and the stored row. Reading the current release is not included. */
  readonly publishMs: number;
}

/** Publishes as `npm run taxonomy -- publish` does. @throws Error when the content is unchanged or breaks a rule */
export async function publishToStore(store: ReleaseStore, taxonomy: Taxonomy): Promise<Published> {
  const current = await loadCurrent(store);
  const start = performance.now();
  const prepared = prepareRelease({
    current: current?.release,
    history: current?.history ?? [],
    taxonomy,
    now: new Date(),
  });
  if (prepared.status !== 'prepared') throw new Error(`cannot publish the taxonomy: ${prepared.status}`);
  await store.publish(prepared, current?.release.version);
  return { version: prepared.release.version, publishMs: performance.now() - start };
}
