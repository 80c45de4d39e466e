import type { Change } from '../../taxonomy/change.ts';
import { diff } from '../../taxonomy/diff.ts';
import type { Violation } from '../../taxonomy/error.ts';
import { FIRST_VERSION, type PreparedRelease, prepareRelease } from '../../taxonomy/publication.ts';
import type { Taxonomy } from '../../taxonomy/tree.ts';
import { nextVersion } from '../../taxonomy/version.ts';
import type { Bump, Past } from './registry.ts';

/** What publishing a taxonomy would do. */
export interface Plan extends Pick<Past, 'current'> {
  /** The version that it would get; the current one when nothing changes. */
  readonly version: string;
  readonly changes: readonly Change[];
  /** Why it cannot be published. */
  readonly violations: readonly Violation[];
  /** Absent when it cannot be published, or when nothing changes. */
  readonly prepared?: PreparedRelease;
}

export function planRelease(taxonomy: Taxonomy, past: Past, bump?: Bump): Plan {
  const { current } = past;
  const preparation = prepareRelease({ ...past, taxonomy, bump, now: new Date() });
  switch (preparation.status) {
    case 'prepared': {
      const { release, changes } = preparation;
      return { current, version: release.version, changes, violations: [], prepared: preparation };
    }
    case 'unchanged':
      return { current, version: current?.version ?? FIRST_VERSION, changes: [], violations: [] };
    case 'violations': {
      const changes = diff(current ?? { layers: [], aliases: [] }, taxonomy);
      const version = current ? nextVersion(current.version, changes) : FIRST_VERSION;
      return { current, version, changes, violations: preparation.violations };
    }
  }
}
