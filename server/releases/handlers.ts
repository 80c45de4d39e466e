import { routes } from '../../generated/operations.ts';
import type { Handler } from '../handler.ts';
import { Problem } from '../http/problem.ts';

export const listReleases: Handler<'listReleases'> = (_input, { snapshots }) => ({
  status: 200,
  body: snapshots.current().releases,
});

// One year, the longest usual max-age. With immutable, browsers do not even revalidate on reload (RFC 8246).
const headers = { 'Cache-Control': 'public, max-age=31536000, immutable' } as const;

export const getRelease: Handler<'getRelease'> = async ({ path }, { snapshots, olderReleases }) => {
  const { tree, taxonomy } = snapshots.current();
  if (path.version === taxonomy.release.version) return { status: 200, body: tree, headers };
  const body = await olderReleases(path.version);
  if (body) return { status: 200, body, headers };
  throw new Problem(
    'unknown-release',
    `There is no release ${path.version}. GET ${routes.listReleases.path} lists those there are.`,
  );
};
