import { historyOf } from '../../taxonomy/history.ts';
import { type Release, releaseInfo } from '../../taxonomy/tree.ts';
import { checkFollows, keyConflict, type Publication, type ReleaseStore } from './store.ts';

/** Keeps releases in memory until the process ends: for tests and demonstrations. */
export function createMemoryStore(releases: readonly Release[] = []): ReleaseStore {
  const all = [...releases];
  const infos = releases.map(releaseInfo);
  const history = historyOf(releases);
  const publications = new Map<string, Publication>();
  const reports = new Set<() => void>();
  return {
    list: async () => infos.toReversed(),
    get: async (version) => all.find((release) => release.version === version),
    history: async () => [...history],
    async publish({ release, reverse, provenance }, expected, request) {
      const current = all.at(-1)?.version;
      checkFollows(current, expected, release.version);
      if (request && publications.has(request.key)) throw keyConflict(request.key, current);
      all.push(release);
      infos.push({ ...releaseInfo(release), ...provenance });
      history.unshift(reverse);
      if (request) publications.set(request.key, { version: release.version, bodyHash: request.bodyHash });
      for (const report of reports) setImmediate(report);
    },
    published: async (key) => publications.get(key),
    watch(report) {
      const reportCurrent = () => {
        if (reports.has(reportCurrent)) report(all.at(-1)?.version);
      };
      reports.add(reportCurrent);
      setImmediate(reportCurrent);
      return async () => void reports.delete(reportCurrent);
    },
    ping: async () => {},
    damage: () => ({ all: [] }),
    close: async () => {},
  };
}
