import type { Publication, ReleaseStore } from '../../server/store/store.ts';
import type { ReleaseInfo } from '../../taxonomy/tree.ts';
import { countNodes } from '../../taxonomy/tree.ts';

/**
 * Acknowledges each publication and remembers it under its key. What is current stays: every request meets the same
 * state, and may publish.
 */
export function acknowledging(store: ReleaseStore): ReleaseStore {
  const publications = new Map<string, Publication>();
  const infos = new Map<string, ReleaseInfo>();
  return {
    ...store,
    list: async () => [...(await store.list()), ...infos.values()],
    async publish({ release }, _expected, request) {
      const { version, checksum, lastUpdated } = release;
      infos.set(version, { version, checksum, lastUpdated, ...countNodes(release) });
      if (request) publications.set(request.key, { version, bodyHash: request.bodyHash });
    },
    published: async (key) => publications.get(key),
  };
}
