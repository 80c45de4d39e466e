import { compareVersions } from '../../taxonomy/version.ts';
import type { Handler } from '../handler.ts';
import { Problem } from '../problem.ts';

export const getFullSync: Handler<'getFullSync'> = (_input, { snapshots }) => ({
  status: 200,
  body: snapshots.current().fullSync,
});

export const getIncrementalSync: Handler<'getIncrementalSync'> = ({ query: { since } }, { snapshots }) => {
  const { deltas, retained, taxonomy } = snapshots.current();
  const delta = deltas.get(since);
  if (delta) return { status: 200, body: delta };

  const currentVersion = taxonomy.release.version;
  if (compareVersions(since, currentVersion) > 0) {
    throw new Problem(
      'since-ahead',
      `Version ${since} is above the current one, ${currentVersion}: this replica is behind, or the version is of another registry.`,
      { members: { currentVersion } },
    );
  }
  const reason = retained.has(since) ? 'full-is-smaller' : 'not-retained';
  throw new Problem(
    'release-expired',
    `There is no delta from ${since} to ${currentVersion}. GET /api/taxonomy/sync.`,
    {
      members: { currentVersion, reason },
      headers: { Link: '</api/taxonomy/sync>; rel="alternate"' },
    },
  );
};
