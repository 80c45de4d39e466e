import { type Change, diff } from '../../taxonomy/diff.ts';
import { TaxonomyError, type Violation } from '../../taxonomy/error.ts';
import { FIRST_VERSION, prepareRelease } from '../../taxonomy/publication.ts';
import type { Release, Taxonomy } from '../../taxonomy/tree.ts';
import { nextVersion } from '../../taxonomy/version.ts';

export type Bump = 'minor' | 'major';

/** What publishing a taxonomy after these releases would come to. */
export interface Plan {
  readonly current: Release | undefined;
  /** The version it would have; the current one when nothing changes. */
  readonly version: string;
  readonly changes: readonly Change[];
  /** Why it cannot be published. */
  readonly violations: readonly Violation[];
  /** Absent when it cannot be published, or need not. */
  readonly release?: Release;
}

export function planRelease(taxonomy: Taxonomy, earlier: readonly Release[], bump?: Bump): Plan {
  const current = earlier.at(-1);
  try {
    const prepared = prepareRelease({ earlier, taxonomy, bump, now: new Date() });
    if (prepared.unchanged) {
      return { current, version: current?.version ?? FIRST_VERSION, changes: [], violations: [] };
    }
    const { release, changes } = prepared;
    return { current, version: release.version, changes, violations: [], release };
  } catch (error) {
    if (!(error instanceof TaxonomyError) || error.details.code !== 'rule-violation') throw error;
    const changes = diff(current ?? { layers: [], aliases: [] }, taxonomy);
    const version = current ? nextVersion(current.version, changes) : FIRST_VERSION;
    return { current, version, changes, violations: error.details.violations };
  }
}
