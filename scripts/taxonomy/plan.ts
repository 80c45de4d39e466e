import { type Change, diff } from '../../taxonomy/diff.ts';
import { TaxonomyError, type Violation } from '../../taxonomy/error.ts';
import type { ReverseDelta } from '../../taxonomy/history.ts';
import { FIRST_VERSION, type PreparedRelease, prepareRelease } from '../../taxonomy/publication.ts';
import type { Release, Taxonomy } from '../../taxonomy/tree.ts';
import { nextVersion } from '../../taxonomy/version.ts';

export type Bump = 'minor' | 'major';

/** What a taxonomy is published after. */
export interface Past {
  /** `undefined` while nothing is published. */
  readonly current: Release | undefined;
  /** Of every release, newest first. */
  readonly history: readonly ReverseDelta[];
}

/** What publishing a taxonomy would come to. */
export interface Plan extends Pick<Past, 'current'> {
  /** The version it would have; the current one when nothing changes. */
  readonly version: string;
  readonly changes: readonly Change[];
  /** Why it cannot be published. */
  readonly violations: readonly Violation[];
  /** Absent when it cannot be published, or need not. */
  readonly prepared?: PreparedRelease;
}

export function planRelease(taxonomy: Taxonomy, past: Past, bump?: Bump): Plan {
  const { current } = past;
  try {
    const prepared = prepareRelease({ ...past, taxonomy, bump, now: new Date() });
    if (prepared.unchanged) {
      return { current, version: current?.version ?? FIRST_VERSION, changes: [], violations: [] };
    }
    const { release, changes } = prepared;
    return { current, version: release.version, changes, violations: [], prepared };
  } catch (error) {
    if (!(error instanceof TaxonomyError) || error.details.code !== 'rule-violation') throw error;
    const changes = diff(current ?? { layers: [], aliases: [] }, taxonomy);
    const version = current ? nextVersion(current.version, changes) : FIRST_VERSION;
    return { current, version, changes, violations: error.details.violations };
  }
}
