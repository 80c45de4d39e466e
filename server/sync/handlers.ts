import { routes } from '../../generated/operations.ts';
import { compareVersions } from '../../taxonomy/version.ts';
import type { Handler } from '../handler.ts';
import { Problem } from '../http/problem.ts';
import type { Header } from '../operation-types.ts';
import { RETAINED_RELEASES } from '../store/store.ts';
import type { NoDelta } from './bodies.ts';

const fullState: Header['FullStateLink'] = `<${routes.getFullSync.path}>; rel="alternate"`;

export const getFullSync: Handler<'getFullSync'> = (_input, { snapshots }) => ({
  status: 200,
  body: snapshots.current().fullSync,
});

export const getIncrementalSync: Handler<'getIncrementalSync'> = async (
  { query: { since } },
  { snapshots, measurements },
) => {
  const { deltas, retained, taxonomy } = snapshots.current();
  const delta = await deltas(since);
  const { version } = taxonomy.release;
  const isAhead = compareVersions(since, version) > 0;
  const behind = retained.includes(since) ? retained.indexOf(since) : RETAINED_RELEASES;
  const onSent = measurements && !isAhead ? () => measurements.deltaFrom(behind) : undefined;
  if (typeof delta !== 'string') return { status: 200, body: delta, onSent };
  onSent?.();
  throw isAhead ? sinceAhead(since, version) : releaseExpired(since, version, delta);
};

function sinceAhead(since: string, currentVersion: string): Problem {
  return new Problem(
    'since-ahead',
    `Version ${since} is above the current one, ${currentVersion}: this replica is behind, or the version is of another registry.`,
    { members: { currentVersion } },
  );
}

function releaseExpired(since: string, currentVersion: string, reason: NoDelta): Problem {
  return new Problem(
    'release-expired',
    `There is no delta from ${since} to ${currentVersion}. Take the full state: GET ${routes.getFullSync.path}.`,
    { members: { currentVersion, reason }, headers: { Link: fullState } },
  );
}
